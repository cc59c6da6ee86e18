# What must be installed before anything starts. One message names everything missing and the command that installs it.

# program=Debian or Ubuntu package
NEEDS_ALWAYS=(openssl=openssl curl=curl python3=python3-venv flock=util-linux setsid=util-linux pgrep=procps tar=tar)
NEEDS_REAL=(runc=runc iptables=iptables nft=nftables ipset=ipset conntrack=conntrack busybox=busybox-static
  ip=iproute2 nsenter=util-linux unshare=util-linux mount=mount sysctl=procps)

export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# require PROGRAM=PACKAGE...
require() {
  local need missing=() packages
  for need in "$@"; do installed "${need%%=*}" || missing+=("${need%%=*}"); done
  ((${#missing[@]} == 0)) && return
  mapfile -t packages < <(missing_packages "$@")
  fail "not installed: ${missing[*]}" "on Debian or Ubuntu: apt-get install -y ${packages[*]}"
}

# missing_packages PROGRAM=PACKAGE...: one a line. Asked for by program, since another package may bring it: that of
# Docker brings runc, and the distribution's runc would put Docker out.
missing_packages() {
  local need
  for need in "$@"; do installed "${need%%=*}" || echo "${need#*=}"; done | sort -u
}

# Debian's python3 has no venv by itself, and its busybox needs a C library, which an image need not have
installed() {
  command -v "$1" >/dev/null || return 1
  case $1 in
    python3) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    busybox) ! ldd "$(command -v busybox)" >/dev/null 2>&1 ;;
  esac
}

require_for_mode() {
  require "${NEEDS_ALWAYS[@]}"
  [[ $1 == real ]] || return 0
  ((EUID == 0)) || fail "a real node needs root" "use sudo, or: cluster up --node kwok"
  [[ $(uname -s) == Linux ]] || fail "a real node needs Linux" "use: cluster up --node kwok"
  require "${NEEDS_REAL[@]}"
}

require_go() {
  command -v go >/dev/null && return
  fail "Go is not installed, and $1 is not in the cache" "install Go $(
    sed -n 's/^go //p' "$HERE/tools/kubernetes/go.mod"
  ) or newer: https://go.dev/dl (most distributions package an older one)"
}
