# Fills in templates from config/: @NAME@ becomes the value of the variable NAME. An unknown name is an error.

render() {
  local text name
  text=$(<"$HERE/config/$1")
  while [[ $text =~ @([A-Z_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    [[ -n ${!name:-} ]] || fail "config/$1 asks for $name, which is not set"
    text=${text//@$name@/${!name}}
  done
  printf '%s\n' "$text"
}

render_to_state() {
  local file
  mkdir -p "$STATE/config"
  for file in "$@"; do render "$file" >"$STATE/config/$file"; done
}
