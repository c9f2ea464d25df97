# shellcheck shell=bash
# Sourced by the scripts beside it: finds the stack, shows results, reads settings.
# Pipes here end in readers that read it all (grep >/dev/null, sed -n 1p), not in grep -q or head: with pipefail the
# writer's SIGPIPE would look like a failure, now and then.
# It runs on bash 3.2 with BSD tools (macOS), so: no mapfile, no associative arrays, no GNU options.

unset CDPATH
# shellcheck disable=SC2034  # read by the scripts that source this file
CALLER_DIR=$PWD
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$ROOT" || exit 2

PASSED=0 WARNED=0 FAILED=0 SKIPPED=0
GREEN='' YELLOW='' RED='' GREY='' PLAIN=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  GREEN=$'\033[32m' YELLOW=$'\033[33m' RED=$'\033[31m' GREY=$'\033[90m' PLAIN=$'\033[0m'
fi

heading() { printf '\n%s\n' "$1"; }
pass() { PASSED=$((PASSED + 1)); printf '  %sok%s    %s\n' "$GREEN" "$PLAIN" "$1"; }
skip() { SKIPPED=$((SKIPPED + 1)); printf '  %sskip%s  %s\n' "$GREY" "$PLAIN" "$1"; }

# warn WHAT [FIX] and fail WHAT [FIX]: the second line says how to mend it.
warn() { WARNED=$((WARNED + 1)); printf '  %swarn%s  %s\n' "$YELLOW" "$PLAIN" "$1"; hint "${2:-}"; }
fail() { FAILED=$((FAILED + 1)); printf '  %sFAIL%s  %s\n' "$RED" "$PLAIN" "$1"; hint "${2:-}"; }
hint() { if [ -n "$1" ]; then printf '        → %s\n' "$1"; fi; }

# die CODE WHAT [FIX]: 1 = it did not work, 2 = it could not be tried.
die() {
  printf '%sError:%s %s\n' "$RED" "$PLAIN" "$2" >&2
  if [ -n "${3:-}" ]; then printf '  → %s\n' "$3" >&2; fi
  exit "$1"
}

bad_usage() { die 2 "$1" "see: $0 --help"; }

# summary NAME: the closing line; its status is the script's.
summary() {
  printf '\n%s: %s passed, %s failed, %s warnings, %s skipped\n' "$1" "$PASSED" "$FAILED" "$WARNED" "$SKIPPED"
  [ "$FAILED" -eq 0 ]
}

need_tool() { command -v "$1" >/dev/null 2>&1 || die 2 "'$1' is not installed" "$2"; }

need_docker() {
  need_tool docker 'install Docker: Docker Desktop (macOS, Windows) or Docker Engine (Linux)'
  docker compose version >/dev/null 2>&1 ||
    die 2 'the Compose plugin of Docker is missing' 'install docker-compose-plugin; README.md says which version'
  docker info >/dev/null 2>&1 ||
    die 2 'Docker does not answer' 'start Docker; on Linux: sudo systemctl start docker, and add yourself to the group docker or use sudo'
}

need_stack() {
  need_docker
  [ -f .env ] || die 2 "there is no .env in $ROOT" 'make one with: scripts/init-env'
  local problem
  problem=$(docker compose config -q 2>&1 >/dev/null) || die 2 "the compose file cannot be read: $problem" 'run: scripts/doctor'
  SERVICES=$(docker compose config --services)
}

# generated_secrets: names of all secrets that are made here; the examples have a placeholder in the place of each. But
# for the log-in in front of admin pages, which is a user with the hash of a password.
generated_secrets() {
  cat .env.example secrets.example 2>/dev/null | sed -n "s/^\([A-Z][A-Z0-9_]*\)=[\"']\{0,1\}change_me.*/\1/p" | grep -vx TRAEFIK_USER | LC_ALL=C sort -u
}

# owners_values: names of all values that only the owner of the stack can fill in, such as the key of a DNS provider: the
# comments above them begin with these words.
owners_values() {
  cat .env.example secrets.example 2>/dev/null | LC_ALL=C awk '
    /^#/ { if (!asked) asked = /^# Fill it in/; next }
    match($0, /^[A-Z][A-Z0-9_]*=/) { if (asked) print substr($0, 1, RLENGTH - 1) }
    { asked = 0 }'
}

# The settings as compose sees them (.env, overridden by the shell). A stub stands in for the compose
# file, so that a required variable that is missing does not keep us from reading the others.
load_settings() {
  SETTINGS=$(printf 'services: {stub: {image: stub}}\n' | docker compose -f - config --environment 2>/dev/null) ||
    die 2 ".env cannot be read: $(docker compose config -q 2>&1 | sed -n 1p)" 'a quote that is not closed shows only further down: look at the lines above that one, too'
}

# setting NAME: its value, or nothing. Never sources .env: values may hold any character. A secret that has a file in
# secrets/ is that file's content, but for its last line end.
setting() {
  if [ -f "secrets/$1" ]; then cat "secrets/$1"; return; fi
  [ -n "${SETTINGS:-}" ] || load_settings
  local line
  while IFS= read -r line; do
    case $line in "$1="*) printf '%s' "${line#*=}"; return 0 ;; esac
  done <<EOF
$SETTINGS
EOF
}

has_service() { printf '%s\n' "$SERVICES" | grep -x -- "$1" >/dev/null; }

# Whether Traefik is this stack's. Else it is the host's, and forwards to this stack by labels.
own_traefik() { printf '%s\n' "${SERVICES:-$(docker compose config --services)}" | grep -x traefik >/dev/null; }

# Where middlewares stand, for people.
routers_file() { if own_traefik; then echo traefik/traefik-config/dynamic.yml; else echo 'the labels of local.docker.yml'; fi; }

running_services() { docker compose ps --services --status running 2>/dev/null; }

need_running() {
  running_services | grep -x -- "$1" >/dev/null ||
    die 2 "the service '$1' is not running" "start it with: docker compose up -d --wait $1"
}

# need_open_site: with the maintenance page on, whoever asks from outside learns nothing of the site behind it.
need_open_site() {
  [ ! -f traefik/traefik-config/maintenance.yml ] ||
    die 2 'maintenance is on: visitors get its page, and the site behind it cannot be tested' 'switch it off first: scripts/maintenance off'
}

# project_name: needs a container of postgres.
project_name() { docker inspect -f '{{index .Config.Labels "com.docker.compose.project"}}' "$(docker compose ps -aq postgres | sed -n 1p)"; }

# live_services: those with a container, without one-shot services that did their work.
live_services() {
  docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | grep -v ' exited 0$' | cut -d ' ' -f 1 | sort -u
}

# Whether $1 stands for this machine or a private network, where no public certificate can exist.
is_private_name() {
  case $1 in
    localhost | *.localhost | *.test | *.local | *.internal | *.lan | *.home.arpa | *.example) return 0 ;;
    127.* | 10.* | 192.168.*) return 0 ;;
    *.*) return 1 ;;
    *) return 0 ;;
  esac
}

# make_workdir: a private folder WORK that is gone when the script ends.
make_workdir() {
  umask 077
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/stack.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

random_hex() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
