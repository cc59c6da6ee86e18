# Which process is which. A process is remembered by pid and start time, since the kernel gives pids out again.

# remember_process PID NAME
remember_process() {
  mkdir -p "$STATE/run"
  echo "$1 $(start_time "$1")" >"$STATE/run/$2.pid.new"
  mv "$STATE/run/$2.pid.new" "$STATE/run/$2.pid"
}

# field 22 of stat, counted from behind the command's name, which may contain anything
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# remembered_pid NAME: its pid, if it is still the same process
remembered_pid() {
  local pid began
  read -r pid began 2>/dev/null <"$STATE/run/$1.pid" || return 1
  [[ -n $began && $(start_time "$pid") == "$began" ]] && echo "$pid"
}

process_gone() { [[ ! -d /proc/$1 ]] || [[ $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) == Z ]]; }

holder_lives() { remembered_pid holder >/dev/null; }

# component_pid NAME: its pid as the host counts
component_pid() {
  local pid
  holder_lives && pid=$(cat "$STATE/run/$1.pid" 2>/dev/null) || return 1
  [[ $MODE == kwok ]] || pid=$(host_pid "$pid") || return 1
  ! process_gone "$pid" && echo "$pid"
}

# host_pid PID: a real cluster counts its processes from 1; NSpid in /proc names a process in each namespace it is seen from
host_pid() {
  local pid
  for pid in $(pgrep --ns "$(remembered_pid init)" --nslist pid ''); do
    awk -v inner="$1" '/^NSpid:/ && $NF == inner {print $2; found = 1} END {exit !found}' "/proc/$pid/status" 2>/dev/null && return
  done
  return 1
}

# close_inherited: what the caller holds open, such as a lock, must not stay open in processes that outlive this one.
# Bash reads its script from a descriptor too, which no child inherits.
close_inherited() {
  local descriptor
  for descriptor in /dev/fd/*; do
    [[ $descriptor -ef $0 ]] || close_above_2 "${descriptor##*/}"
  done
}

close_above_2() {
  local number=$1
  ((number <= 2)) || exec {number}>&-
}
