# shellcheck shell=bash
# Sourced: changes one value of .env, or of secrets/, and leaves every other byte as it is.

# edit_line FILE NAME: FILE on the output, with the value of NAME's lines replaced by $NEW_VALUE, or, where
# $NEW_PART is set, only the password inside its URL. The values come through the environment: no process list
# shows them, and awk does not read escapes in them.
edit_line() {
  local ends_open=0
  [ -z "$(tail -c 1 "$1")" ] || ends_open=1
  LC_ALL=C awk -v name="$2" -v open="$ends_open" '
    NR > 1 { printf "\n" }
    {
      cr = sub(/\r$/, "") ? "\r" : ""
      if (match($0, "^[ \t]*(export[ \t]+)?" name "[ \t]*=")) {
        head = substr($0, 1, RLENGTH); rest = substr($0, RLENGTH + 1)
        if (ENVIRON["NEW_PART"] == "") rest = ENVIRON["NEW_VALUE"]
        else if (match(rest, /:\/\/[^:\/@]*:/)) {
          before = substr(rest, 1, RSTART + RLENGTH - 1); after = substr(rest, RSTART + RLENGTH)
          if (match(after, /@/)) rest = before ENVIRON["NEW_PART"] substr(after, RSTART)
        }
        $0 = head rest
      }
      printf "%s%s", $0, cr
    }
    END { if (NR && !open) printf "\n" }' "$1"
}

# file_settings FILE: what compose reads from FILE alone.
file_settings() {
  printf 'services: {stub: {image: stub}}\n' | docker compose --env-file "$1" -f - config --environment 2>/dev/null
}

# without NAME SETTINGS: the others; without DJANGO_DATABASE_URL too, which may be put together from them, and
# without what differs from call to call.
without() { printf '%s\n' "$2" | LC_ALL=C grep -Ev "^($1|DJANGO_DATABASE_URL|NEW_VALUE|NEW_PART|DOCKER_[A-Z_]*|_)=" || true; }

# try_edit NAME EXPECTED: writes $WORK/env and says whether compose reads NAME as EXPECTED and all else as before.
try_edit() {
  local now
  edit_line .env "$1" >"$WORK/env"
  now=$(file_settings "$WORK/env") || return 1
  [ "$(without "$1" "$now")" = "$(without "$1" "$SETTINGS")" ] || return 1
  case $'\n'$now$'\n' in *$'\n'"$1=$2"$'\n'*) return 0 ;; *) return 1 ;; esac
}

# Keeps mode, owner and a symbolic link; the text is complete before it is moved over.
save_edit() {
  cat "$WORK/env" >.env
  load_settings
}

# has_setting NAME: whether it is kept here at all, in .env or as a file of secrets/, be it empty.
has_setting() {
  [ -f "secrets/$1" ] || grep -Eq "^[[:space:]]*(export[[:space:]]+)?${1}[[:space:]]*=" .env
}

# where_is NAME: the file that holds it, for messages.
where_is() { if [ -f "secrets/$1" ]; then echo "secrets/$1"; else echo .env; fi; }

# save_secret NAME VALUE: keeps the file itself (a container has it mounted), its mode and its owner.
save_secret() { printf '%s\n' "$2" >"secrets/$1"; }

# set_value NAME VALUE: the quoting is whichever compose reads back as exactly VALUE.
set_value() {
  local single double
  if [ -f "secrets/$1" ]; then save_secret "$1" "$2"; return; fi
  # shellcheck disable=SC2089,SC2090  # the quotes are meant as text
  single="'$(printf '%s' "$2" | sed "s/'/\\\\'/g")'"
  double="\"$(printf '%s' "$2" | sed 's/[\\"$]/\\&/g')\""
  for NEW_VALUE in "$2" "$single" "$double"; do
    # shellcheck disable=SC2090
    export NEW_VALUE NEW_PART=''
    if try_edit "$1" "$2"; then save_edit; return 0; fi
  done
  return 1
}

# set_url_password NAME PASSWORD: NAME is a URL like postgres://user:password@host/name.
set_url_password() {
  local url rest encoded
  url=$(setting "$1")
  encoded=$(percent_encode "$2")
  rest=${url#*://}
  export NEW_VALUE='' NEW_PART=$encoded
  try_edit "$1" "${url%%://*}://${rest%%:*}:$encoded@${rest#*@}" || return 1
  save_edit
}

percent_encode() {
  local byte
  for byte in $(printf '%s' "$1" | od -An -v -tx1); do
    case $byte in
      # - . 0-9 A-Z _ a-z ~ : the characters that a URL carries as they are
      2d | 2e | 3[0-9] | 4[1-9a-f] | 5[0-9a] | 5f | 6[1-9a-f] | 7[0-9a] | 7e) printf '%b' "\\x$byte" ;;
      *) printf '%%%s' "$byte" | tr 'a-f' 'A-F' ;;
    esac
  done
}

# url_password URL: nothing where the URL has none, because it is kept in a file.
url_password() {
  local rest=${1#*://}
  rest=${rest%%@*}
  case $rest in *:*) printf '%s' "${rest#*:}" ;; esac
}

url_has_password() {
  local rest=${1#*://}
  case ${rest%%@*} in *:*) return 0 ;; *) return 1 ;; esac
}
