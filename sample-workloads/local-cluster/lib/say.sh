# What the user sees: lines, steps with elapsed time, errors with a hint. All on standard error, so that
# `cluster kubeconfig`, `tool` and `env` print nothing but their answer on standard output.

if [[ -t 2 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
  BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' DIM=$'\e[2m' PLAIN=$'\e[0m' SPIN=yes
else
  BOLD='' RED='' GREEN='' YELLOW='' DIM='' PLAIN='' SPIN=''
fi

say() { printf '%s\n' "$*" >&2; }

# fail MESSAGE [HINT]: the one way out on an error
fail() {
  printf '%serror:%s %s\n' "$RED" "$PLAIN" "$1" >&2
  [[ -z ${2:-} ]] || printf '       %s\n' "$2" >&2
  exit 1
}

now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo "${t::-3}"; }

# seconds_since MS: "3.4", or "2m 07s" from a minute on
seconds_since() {
  local ms=$(($(now_ms) - $1))
  if ((ms < 60000)); then printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100)); else
    printf '%dm %02ds' $((ms / 60000)) $((ms / 1000 % 60)); fi
}

# step LABEL COMMAND...: runs the command apart, shows progress, and stops the program if it fails.
# What the command prints goes to STEP_LOG; its end is shown on failure.
step() {
  local label=$1 begun pid
  shift
  begun=$(now_ms)
  [[ -n $SPIN ]] || say "… $label"
  ("$@") >"$STEP_LOG" 2>&1 </dev/null 9<&- &
  pid=$!
  trap 'interrupted "$pid"' INT TERM
  watch_step "$pid" "$label" "$begun"
  if wait "$pid"; then step_done "$label" "$begun"; else step_failed "$label" "$begun"; fi
  trap - INT TERM
}

interrupted() {
  kill "$1" 2>/dev/null
  say
  fail "interrupted" "the next cluster up, or cluster down, cleans what this one began"
}

# on a terminal a turning line; elsewhere a sign of life every half minute
watch_step() {
  local pid=$1 label=$2 begun=$3 turns='⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏' i=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    i=$((i + 1))
    if [[ -n $SPIN ]]; then
      printf '\r%s %s %s%s%s\e[K' "${turns:i%10:1}" "$label" "$DIM" "$(seconds_since "$begun")" "$PLAIN" >&2
    elif ((i % 300 == 0)); then
      say "  $label: $(seconds_since "$begun") so far"
    fi
  done
}

step_done() { step_line "$GREEN✓$PLAIN" "$1" "$2"; }

step_line() { printf '%s%s %s %s%s%s\n' "${SPIN:+$'\r\e[K'}" "$1" "$2" "$DIM" "$(seconds_since "$3")" "$PLAIN" >&2; }

step_failed() {
  step_line "$RED✗$PLAIN" "$1" "$2"
  tail -n 15 "$STEP_LOG" | sed 's/^/    /' >&2
  fail "$1: failed" "${STEP_HINT:-the whole output is in $STEP_LOG}"
}

# within SECONDS COMMAND...: tries until the command succeeds
within() {
  local until=$(($(now_ms) + $1 * 1000))
  shift
  until "$@"; do
    (($(now_ms) < until)) || return 1
    sleep 0.1
  done
}
