# Where each program comes from. The first that works: KUBEBUILDER_ASSETS (control plane), the cache, a build with Go
# from the pinned go.mod files in tools/. The cache folder's name is a hash of what decides its content.

TABLE=$HERE/tools/binaries.txt
BUILD_FLAGS=(-trimpath -mod=readonly -buildvcs=false)
KUBERNETES_VERSION=v1.37.2
KUBERNETES_SETTINGS="-X k8s.io/component-base/version.gitVersion=$KUBERNETES_VERSION \
-X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=37"

CONTROL_PLANE_PROGRAMS=(kube-apiserver etcd kube-controller-manager kube-scheduler)
REAL_PROGRAMS=("${CONTROL_PLANE_PROGRAMS[@]}" kubelet kube-proxy containerd containerd-shim-runc-v2 ctr
  host-local loopback portmap calico-felix calico coredns sealed-secrets-controller)
KWOK_PROGRAMS=("${CONTROL_PLANE_PROGRAMS[@]}" kwok)

program_names() { awk '!/^#/ && NF {print $1}' "$TABLE"; }
program_field() { awk -v name="$1" -v field="$2" '$1 == name {print $field}' "$TABLE"; }

# module_cache MODULE: the cache folder of one Go module's programs
module_cache() {
  local module=$1 hash
  hash=$({ echo "${BUILD_FLAGS[@]}" "$KUBERNETES_SETTINGS"; cat "$HERE/tools/$module/go.mod"
    find "$HERE/tools/$module" -name '*.go' -exec cat {} +
    awk -v module="$module" '$2 == module' "$TABLE"; } | sha256sum)
  echo "$CACHE/$module-${hash:0:16}"
}

# program_path NAME: where it is or, once built, will be
program_path() {
  local name=$1 given=${KUBEBUILDER_ASSETS:-}/$1
  if [[ $name =~ ^(etcd|kube-apiserver|kubectl)$ && -n ${KUBEBUILDER_ASSETS:-} && -x $given ]]; then echo "$given"; return; fi
  if [[ $name == kubectl ]] && usable_kubectl; then command -v kubectl; return; fi
  echo "$(module_cache "$(program_field "$name" 2)")/$name"
}

# an installed kubectl serves, unless it is older than 1.30
usable_kubectl() {
  local minor
  minor=$(kubectl version --client -o yaml 2>/dev/null | sed -n 's/.*minor: "\([0-9]*\).*/\1/p' | head -1)
  [[ -n $minor ]] && ((minor >= 30))
}

# ensure_programs NAME...: builds those that are not there yet, in the order of the table
ensure_programs() { [[ -z $(missing_programs "$@") ]] || alone_in_cache build_programs "$@"; }

missing_programs() {
  local name
  for name in $(program_names); do
    [[ " $* " != *" $name "* || -x $(program_path "$name") ]] || echo "$name"
  done
}

# build_programs NAME...: somebody else may have built them while we waited
build_programs() {
  local name missing n=0
  mapfile -t missing < <(missing_programs "$@")
  ((${#missing[@]})) || return 0
  require_go "${missing[0]}"
  ((${#missing[@]} < 4)) ||
    say "Building ${#missing[@]} programs from source. Once, up to half an hour on two cores; kept in $CACHE"
  for name in "${missing[@]}"; do
    n=$((n + 1))
    STEP_HINT="the build needs access to a Go module proxy (or a filled module cache); try again: cluster build $name" \
      step "[$n of ${#missing[@]}] building $name" build_program "$name"
  done
}

# build_program NAME: the finished file appears at once, so a killed build leaves no half program
build_program() {
  local name=$1 target tags settings
  target=$(program_path "$name")
  tags=$(program_field "$name" 4)
  settings=$(program_field "$name" 5)
  mkdir -p "$(dirname "$target")"
  cd "$HERE/tools/$(program_field "$name" 2)" || return
  GOFLAGS='' CGO_ENABLED=0 nice -n 5 go build "${BUILD_FLAGS[@]}" -tags "${tags#-}" \
    -ldflags "-s -w $(link_settings "$settings")" -o "$target.new" "$(program_field "$name" 3)"
  mv "$target.new" "$target"
}

link_settings() {
  case $1 in
    -) ;;
    kubernetes) echo "$KUBERNETES_SETTINGS" ;;
    *) echo "-X $1" ;;
  esac
}

# manifest_path NAME: YAML that comes with a Go module, kept beside that module's programs
manifest_path() {
  case $1 in
    calico-crds) echo "$(module_cache netpol)/calico-crds.yaml" ;;
    kwok-stages) echo "$(module_cache kubernetes)/kwok-stages.yaml" ;;
    sealed-secrets-crd) echo "$(module_cache kubernetes)/sealed-secrets-crd.yaml" ;;
  esac
}

ensure_manifest() { [[ -s $(manifest_path "$1") ]] || alone_in_cache take_manifest "$1"; }

take_manifest() {
  require_go "$1"
  step "taking $1 from its module" "extract_${1//-/_}" "$(manifest_path "$1")"
}

extract_calico_crds() {
  mkdir -p "$(dirname "$1")"
  cat "$(module_folder netpol github.com/projectcalico/calico)/manifests/crds.yaml" >"$1.new"
  mv "$1.new" "$1"
}

extract_sealed_secrets_crd() {
  mkdir -p "$(dirname "$1")"
  cat "$(module_folder kubernetes github.com/bitnami/sealed-secrets)"/helm/sealed-secrets/crds/*.yaml >"$1.new"
  mv "$1.new" "$1"
}

# kwok has no stages built in: these make pods run, and a Job's pods succeed
extract_kwok_stages() {
  local stages file
  mkdir -p "$(dirname "$1")"
  stages=$(module_folder kubernetes sigs.k8s.io/kwok)/kustomize/stage
  for file in "$stages"/node/fast/node-*.yaml "$stages"/pod/fast/pod-*.yaml; do echo ---; cat "$file"; done >"$1.new"
  mv "$1.new" "$1"
}

# module_folder MODULE GO_MODULE: where Go keeps a module's files, downloading it if it is not there
module_folder() {
  cd "$HERE/tools/$1" || return
  GOFLAGS='' go mod download "$2"
  GOFLAGS='' go list -mod=readonly -m -f '{{.Dir}}' "$2"
}
