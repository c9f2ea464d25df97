# shellcheck shell=bash
# Sourced by security-audit: .env and what is in it. Values are compared, never shown.

audit_env_file() {
  local mode file
  for file in .env secrets; do
    [ -e "$file" ] || continue
    # -L: a symbolic link's own mode says nothing.
    mode=$(find -L "$file" -prune \( -perm -040 -o -perm -020 -o -perm -004 -o -perm -002 \) -print)
    if [ -z "$mode" ]; then pass "$file is yours only"; else fail "$file can be read or written by others on this machine" "chmod go-rwx $file"; fi
  done
  if ! command -v git >/dev/null 2>&1 || ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    skip 'this is not a git repository: nothing can be committed by mistake'
    return
  fi
  if git ls-files --error-unmatch .env >/dev/null 2>&1; then fail '.env is in git' 'git rm --cached .env; then make every secret anew: it is in the history';
  elif [ -n "$(git log --all --oneline -n 1 -- .env 2>/dev/null)" ]; then fail '.env is in the history of git' 'make every secret anew: whoever has the repository has the old ones';
  elif ! git check-ignore -q .env; then fail 'git does not ignore .env' 'add /.env to .gitignore';
  else pass '.env is not in git, nor in its history'; fi
}

is_placeholder() {
  case $(printf '%s' "$1" | tr '[:upper:]' '[:lower:]') in
    change*me* | *change_me* | *changeme* | *change-me* | replace*me* | your[-_]* | example* | placeholder* | todo* | '<'*'>') return 0 ;;
    password* | passw0rd* | secret | secret[-_0-9]* | postgres* | admin* | django* | base2* | test* | 12345* | qwerty* | letmein*) return 0 ;;
  esac
  # One character over and over, or a run like abcabcabc, has hardly any different ones.
  [ "$(printf '%s' "$1" | fold -w 1 | sort -u | wc -l)" -lt 6 ]
}

# audit_secret NAME MINIMUM
audit_secret() {
  local value
  value=$(setting "$1")
  if [ -z "$value" ]; then return; fi
  if is_placeholder "$value"; then fail "$1 is a placeholder or easy to guess" "$(remedy "$1")";
  elif [ "${#value}" -lt "$2" ]; then fail "$1 is too short (under $2 characters)" "$(remedy "$1")";
  else pass "$1"; fi
  case $'\n'$SEEN in *$'\n'"$value"$'\n'*) fail "$1 is the same as another secret" "$(remedy "$1")" ;; esac
  SEEN=$SEEN$value$'\n'
}

remedy() {
  case $1 in
    POSTGRES_PASSWORD) echo 'scripts/rotate-password postgres' ;;
    DJANGO_DB_PASSWORD) echo 'scripts/rotate-password django' ;;
    API_DB_PASSWORD) echo 'scripts/rotate-password api' ;;
    BACKUP_DB_PASSWORD) echo 'scripts/rotate-password backup' ;;
    *__DB_PASSWORD) echo 'scripts/rotate-password all' ;;
    *) echo "put a random value there, for instance that of: openssl rand -hex 32" ;;
  esac
}

# shortest NAME: how many characters it must have. What a container of the owner's own is given may be somebody else's.
shortest() {
  case $1 in
    JWT_SECRET | INTERNAL_API_TOKEN) echo 32 ;;
    DJANGO_SECRET_KEY) echo 50 ;;
    *__DB_PASSWORD) echo 16 ;;
    *__*) echo 1 ;;
    *) echo 16 ;;
  esac
}

audit_secrets() {
  SEEN=''
  local name user
  for name in $(generated_secrets); do audit_secret "$name" "$(shortest "$name")"; done
  audit_secret DJANGO_SUPERUSER_PASSWORD 12
  user=$(setting TRAEFIK_USER)
  # shellcheck disable=SC2016  # the dollars of a hash
  case $user in
    '') ;;
    *:'$2'[aby]'$'*) pass 'TRAEFIK_USER has a bcrypt hash' ;;
    *:'$apr1$'*) warn 'TRAEFIK_USER has an apr1 (MD5) hash' 'use bcrypt: htpasswd -nB NAME' ;;
    *) fail 'TRAEFIK_USER is not an htpasswd entry with a bcrypt hash' 'make one: htpasswd -nB NAME, and put it in single quotes' ;;
  esac
  audit_spread
}

# The owner's password belongs to the database alone: an application with it could do anything.
audit_spread() {
  local owner service id
  owner=$(setting POSTGRES_PASSWORD)
  if [ -z "$owner" ]; then return; fi
  for service in $SERVICES; do
    [ "$service" != postgres ] || continue
    for id in $(docker compose ps -aq "$service" </dev/null); do
      if docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}{{range .Mounts}}{{println .Destination}}{{end}}' "$id" |
        grep -F -e /run/secrets/POSTGRES_PASSWORD -f <(printf '%s\n' "$owner") >/dev/null; then
        fail "$service knows the database owner's password" 'give it a role of its own'
        return
      fi
    done
  done
  pass "no application knows the database owner's password"
}
