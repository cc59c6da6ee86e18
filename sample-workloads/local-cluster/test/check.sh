# One line per check; the run fails if any did.

CHECKED=0 FAILED=0

# check WHAT COMMAND...
check() {
  local what=$1 said
  shift
  CHECKED=$((CHECKED + 1))
  if said=$("$@" 2>&1); then echo "ok      $what"; else
    FAILED=$((FAILED + 1))
    printf 'FAILED  %s\n        %s\n' "$what" "${said//$'\n'/$'\n        '}"
  fi
}

# eventually SECONDS COMMAND...
eventually() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

negate() { ! "$@"; }

summary() {
  echo "$((CHECKED - FAILED)) of $CHECKED passed"
  ((FAILED == 0))
}
