# Container images without a daemon: docker-archive tars packed by hand, with only our own files and busybox in them.
# Kept in the cache by a hash of what goes in; the same input gives the same bytes.

IMAGE_PREFIX=localhost/hipaa-operator
IMAGES=(pause tool coredns)

image_tar() { echo "$CACHE/images/$1-$(image_hash "$1").tar"; }

image_hash() {
  local hash
  hash=$(image_inputs "$1" | xargs -d "\n" cat "$HERE/lib/images.sh" | sha256sum)
  echo "${hash:0:16}"
}

image_inputs() {
  case $1 in
    pause) ls "$HERE"/images/go.mod "$HERE"/images/pause/*.go ;;
    tool) ls "$HERE"/images/go.mod "$HERE"/images/probe/*.go "$(command -v busybox)" ;;
    coredns) program_path coredns ;;
    postgres) image_inputs tool && ls "$(postgres_programs)" "$HERE"/images/go.sum "$HERE"/images/{postgres,sql}/* "$(c_library)" ;;
  esac
}

# PostgreSQL's programs are a Maven artefact, which the product's build brings for its tests.
postgres_programs() { echo "$HERE/../../operator/target/postgres/postgres-linux-$(uname -m).txz"; }

c_library() { ldd /bin/sh | awk '$1 == "libc.so.6" {print $3}'; }

require_postgres() {
  [[ -f $(postgres_programs) ]] && return
  fail "PostgreSQL's programs are not there: $(readlink -m "$(postgres_programs)")" \
    "they come with a build, for x86_64 alone: mvn -DskipTests package"
}

# ensure_images NAME...: packs the tars that are not there yet
ensure_images() {
  local image
  for image in "$@"; do
    [[ -f $(image_tar "$image") ]] || alone_in_cache step "packing image $image" pack_image "$image" "$(image_tar "$image")"
  done
}

pack_image() {
  local image=$1 target=$2 root
  mkdir -p "$CACHE/images"
  root=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$root'" EXIT
  chmod 755 "$root"
  "fill_$image" "$root"
  archive "$IMAGE_PREFIX/$image:1" "$root" "$(image_settings "$image")" "$target"
}

image_settings() {
  case $1 in
    pause) echo '{"Entrypoint":["/pause"]}' ;;
    tool) echo '{"Env":["PATH=/bin"],"Cmd":["/bin/sh"]}' ;;
    coredns) echo '{"Entrypoint":["/coredns"]}' ;;
    postgres) echo '{"Env":["PATH=/opt/postgres/bin:/bin","PGHOST=/tmp","PGUSER=postgres","PGSSLMODE=disable"],"Entrypoint":["/bin/serve"]}' ;;
  esac
}

fill_pause() { build_static pause "$1/pause"; }

fill_coredns() { cp "$(program_path coredns)" "$1/coredns"; }

fill_tool() {
  local applet
  mkdir -p "$1/bin" "$1/etc" "$1/var/www"
  mkdir -m 1777 "$1/tmp"
  cp "$(command -v busybox)" "$1/bin/busybox"
  for applet in $("$1/bin/busybox" --list); do
    [[ $applet == busybox ]] || ln -s busybox "$1/bin/$applet"
  done
  printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$1/etc/passwd"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
  build_static probe "$1/bin/probe"
}

fill_postgres() {
  local home=$1/opt/postgres
  fill_tool "$1"
  echo 'postgres:x:65532:65532:postgres:/:/bin/sh' >>"$1/etc/passwd"
  mkdir -p "$home"
  python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' "$(postgres_programs)" |
    tar -C "$home" --no-same-owner -x
  rm -rf "$home"/lib/*.a "$home/lib/pkgconfig"
  copy_libraries "$1" "$home"/bin/*
  cp "$HERE/images/postgres/serve" "$1/bin/serve"
  build_static sql "$1/bin/sql"
}

# copy_libraries ROOT PROGRAM...: those of this machine that they load, with its dynamic linker, to where they are here
copy_libraries() {
  local root=$1
  shift
  ldd "$@" | awk '$2 == "=>" && $3 ~ /^\// {print $3} $1 ~ /^\// && $2 ~ /^\(/ {print $1}' | grep -v "^$root" | sort -u |
    while read -r library; do install -D "$(readlink -f "$library")" "$root$library"; done
}

build_static() {
  require_go "$1"
  (cd "$HERE/images" && GOFLAGS='' CGO_ENABLED=0 nice -n 5 go build "${BUILD_FLAGS[@]}" -ldflags '-s -w' -o "$2" "./$1")
}

# archive REFERENCE ROOT SETTINGS TARGET: one layer, one configuration, one manifest
archive() {
  local reference=$1 root=$2 settings=$3 target=$4 parts layer
  parts=$(mktemp -d)
  plain_tar -C "$root" -cf "$parts/layer" .
  layer=$(sha256sum "$parts/layer" | cut -d' ' -f1)
  mv "$parts/layer" "$parts/$layer.tar"
  cat >"$parts/config.json" <<J
{"architecture":"$(architecture)","os":"linux","created":"1970-01-01T00:00:00Z","config":$settings,
 "rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},
 "history":[{"created":"1970-01-01T00:00:00Z","created_by":"local-cluster"}]}
J
  echo "[{\"Config\":\"config.json\",\"RepoTags\":[\"$reference\"],\"Layers\":[\"$layer.tar\"]}]" >"$parts/manifest.json"
  plain_tar -C "$parts" -cf "$target.new" manifest.json config.json "$layer.tar"
  mv "$target.new" "$target"
  rm -r "$parts"
}

architecture() { case $(uname -m) in x86_64) echo amd64 ;; aarch64) echo arm64 ;; *) uname -m ;; esac; }

# the same files always give the same bytes
plain_tar() { tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner "$@"; }

# image_references TAR: the names a docker-archive carries
image_references() {
  tar -xOf "$1" manifest.json |
    python3 -c 'import json, sys; print(*(tag for image in json.load(sys.stdin) for tag in image["RepoTags"] or []), sep="\n")'
}

# import_image_file TAR: into the node's image store
import_image_file() { inside "$NODE_PROGRAMS/ctr" --namespace k8s.io images import - <"$1"; }
