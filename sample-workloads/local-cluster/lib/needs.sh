# What must be installed before anything starts. One message names everything missing and the command that installs it.

# program=Debian or Ubuntu package
NEEDS_ALWAYS=(openssl=openssl curl=curl python3=python3-venv flock=util-linux setsid=util-linux pgrep=procps tar=tar)
NEEDS_REAL=(runc=runc iptables=iptables nft=nftables ipset=ipset conntrack=conntrack busybox=busybox-static
  ip=iproute2 nsenter=util-linux unshare=util-linux mount=mount sysctl=procps)

export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# require PROGRAM=PACKAGE...
require() {
  local need missing=() packages=()
  for need in "$@"; do
    command -v "${need%%=*}" >/dev/null || { missing+=("${need%%=*}") packages+=("${need#*=}"); }
  done
  ((${#missing[@]} == 0)) && return
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
  fail "not installed: ${missing[*]}" "on Debian or Ubuntu: apt-get install -y ${packages[*]}"
}

require_for_mode() {
  require "${NEEDS_ALWAYS[@]}"
  [[ $1 == real ]] || return 0
  ((EUID == 0)) || fail "a real node needs root" "use sudo, or: cluster up --node kwok"
  [[ $(uname -s) == Linux ]] || fail "a real node needs Linux" "use: cluster up --node kwok"
  require "${NEEDS_REAL[@]}"
  require_static_busybox
}

require_static_busybox() {
  # a dynamically linked one would not run in an image without a C library; ldd fails on a static one
  ! ldd "$(command -v busybox)" >/dev/null 2>&1 && return
  fail "$(command -v busybox) is not statically linked" "on Debian or Ubuntu: apt-get install -y busybox-static"
}

require_go() {
  command -v go >/dev/null && return
  fail "Go is not installed, and $1 is not in the cache" "install Go $(
    sed -n 's/^go //p' "$HERE/tools/kubernetes/go.mod"
  ) or newer: https://go.dev/dl (most distributions package an older one)"
}
