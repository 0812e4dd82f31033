# Both bash and zsh understand what follows; in zsh it runs as sh does.

# The words of a list that begin with what was typed; where none does, the short names that do.
_goldtrail_matching() {
  local word found=""
  for word in $2; do
    case $word in "$1"*) echo "$word"; found=yes ;; esac
  done
  [ -n "$found" ] || for word in $3; do
    case $word in "$1"*) echo "$word" ;; esac
  done
}

# Values of the parameter that is being set.
_goldtrail_values() {
  local value
  for value in $_goldtrail_choices; do
    case $value in *".$1="* | "$1="*) _goldtrail_matching "$2" "$(echo "${value#*=}" | tr '|' ' ')" ""; return ;; esac
  done
}

# What may stand for the last of the words after "goldtrail": one on each line; nothing where a file may stand.
_goldtrail_candidates() {
  [ -z "$ZSH_VERSION" ] || emulate -L sh
  local command="" place=0 kind="" word IFS=' '
  while [ $# -gt 1 ]; do
    word=$1
    shift
    if [ -n "$kind" ]; then
      kind=""
      continue
    fi
    case $word in
      --*=*) ;;
      -*) _goldtrail_kind "$command" "$word" ;;
      *)
        case "$_goldtrail_commands" in
          *"
${command:+$command }$word
"*) command="${command:+$command }$word" ;;
          *) place=$((place + 1)) ;;
        esac
        ;;
    esac
  done
  word=$1
  if [ -z "$kind" ]; then
    case $word in
      --*=*)
        _goldtrail_kind "$command" "${word%%=*}"
        word=${word#*=}
        ;;
      -*)
        _goldtrail_options "$command"
        return
        ;;
      *) _goldtrail_kind "$command" "$place" ;;
    esac
  fi
  case $kind in
    words\ *) _goldtrail_matching "$word" "${kind#words }" "" ;;
    steps) _goldtrail_matching "$word" "$_goldtrail_steps" "$_goldtrail_short_steps" ;;
    areas) _goldtrail_matching "$word" "$_goldtrail_areas" "" ;;
    topics) _goldtrail_matching "$word" "$_goldtrail_areas settings $_goldtrail_steps $_goldtrail_parameters" "$_goldtrail_short_steps $_goldtrail_short_parameters" ;;
    help) _goldtrail_matching "$word" "$_goldtrail_first $_goldtrail_areas $_goldtrail_steps $_goldtrail_parameters" "$_goldtrail_short_steps $_goldtrail_short_parameters" ;;
    parameters) _goldtrail_matching "$word" "$_goldtrail_parameters" "$_goldtrail_short_parameters" ;;
    assignments)
      case $word in
        *=*) _goldtrail_values "${word%%=*}" "${word#*=}" ;;
        *) _goldtrail_matching "$word" "$_goldtrail_parameters" "$_goldtrail_short_parameters" | sed 's/$/=/' ;;
      esac
      ;;
  esac
}

if [ -n "$ZSH_VERSION" ]; then
  _goldtrail_zsh() {
    local -a found
    found=("${(@f)$(_goldtrail_candidates "${(@)words[2,CURRENT]}")}")
    found=("${(@)found:#}")
    compset -P '*='
    if (( ${#found} == 0 )); then
      _files
    elif [[ ${found[1]} == *= ]]; then
      compadd -S '' -- "${found[@]}"
    else
      compadd -- "${found[@]}"
    fi
  }
  (( $+functions[compdef] )) || { autoload -U +X compinit && compinit; }
  compdef _goldtrail_zsh goldtrail
else
  _goldtrail_bash() {
    # bash takes "=" for the end of a word; here it is none.
    local words=() glue="" i IFS=$'\n'
    for ((i = 1; i <= COMP_CWORD; i++)); do
      if [[ (-n $glue || ${COMP_WORDS[i]} == =*) && ${#words[@]} -gt 0 ]]; then
        words[${#words[@]}-1]+=${COMP_WORDS[i]}
      else
        words+=("${COMP_WORDS[i]}")
      fi
      [[ ${COMP_WORDS[i]} == = ]] && glue=yes || glue=""
    done
    COMPREPLY=($(_goldtrail_candidates "${words[@]}"))
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2> /dev/null
    return 0
  }
  # Where there are no candidates, files are.
  complete -o default -F _goldtrail_bash goldtrail
fi
