#!/bin/sh
# Traefik does not read environment variables in its static file, so the few that belong there are
# filled in here. Everything else comes from labels or from traefik-config/ (with {{ env "NAME" }}).
set -eu
umask 077

template=/etc/traefik/traefik.yml
target=/tmp/traefik.yml

stop() {
  echo "traefik/start.sh: $1" >&2
  exit 1
}

# fill NAME VALUE: puts VALUE for ${NAME}, if the file asks for it.
fill() {
  grep -q "\${$1}" "$target" || return 0
  [ -n "$2" ] || stop "$1 is empty, but traefik.yml needs it: set it in .env, then: docker compose up -d"
  case $2 in
    *[!A-Za-z0-9@._+~%/:=-]*) stop "$1 has a character that does not belong there: mend it in .env" ;;
  esac
  # The case above lets nothing through that sed would read as its own.
  sed "s|\${$1}|$2|g" "$target" >"$target.new"
  mv "$target.new" "$target"
}

# The log-in in front of admin pages, from the environment or from a file (a compose secret).
user=${TRAEFIK_USER:-}
if [ -n "${TRAEFIK_USER_FILE:-}" ]; then
  [ -r "$TRAEFIK_USER_FILE" ] || stop "$TRAEFIK_USER_FILE cannot be read: is secrets/TRAEFIK_USER there?"
  user=$(cat "$TRAEFIK_USER_FILE")
fi
[ -z "$user" ] || printf '%s\n' "$user" >/tmp/users
unset user TRAEFIK_USER

[ -r "$template" ] || stop "$template is missing or not readable: is the volume of the service in place?"
cat "$template" >"$target"
fill COMPOSE_PROJECT_NAME "${COMPOSE_PROJECT_NAME:-}"
fill TRAEFIK_DOCKER_NETWORK "${TRAEFIK_DOCKER_NETWORK:-}"
fill TRAEFIK_CERT_EMAIL "${TRAEFIK_CERT_EMAIL:-}"
fill OTEL_EXPORTER_OTLP_ENDPOINT "${OTEL_EXPORTER_OTLP_ENDPOINT:-}"

left=$(grep -v '^[[:space:]]*#' "$target" | grep -o "\${[A-Za-z_]*}" | sort -u | tr '\n' ' ') || true
[ -z "$left" ] || stop "traefik.yml has names that are not filled in: ${left}(start.sh has the list of those that are)"

exec traefik --configFile="$target" "$@"
