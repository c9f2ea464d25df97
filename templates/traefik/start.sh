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

# Keys for the DNS provider, from the environment or from files (compose secrets). Not every provider reads files.
for name in ${DNS_VARIABLES:-}; do
  eval "value=\${$name:-} file=\${${name}_FILE:-}"
  if [ -n "$file" ]; then
    [ -r "$file" ] || stop "$file cannot be read: is secrets/$name there?"
    value=$(cat "$file")
  fi
  [ -n "$value" ] || stop "$name is empty: fill in the key of your DNS provider${file:+ in secrets/$name}, then: docker compose up -d"
  unset "${name}_FILE"
  export "$name=$value"
done
unset value file

[ -r "$template" ] || stop "$template is missing or not readable: is the volume of the service in place?"
cat "$template" >"$target"
fill COMPOSE_PROJECT_NAME "${COMPOSE_PROJECT_NAME:-}"
fill TRAEFIK_DOCKER_NETWORK "${TRAEFIK_DOCKER_NETWORK:-}"
fill TRAEFIK_CERT_EMAIL "${TRAEFIK_CERT_EMAIL:-}"
fill OTEL_EXPORTER_OTLP_ENDPOINT "${OTEL_EXPORTER_OTLP_ENDPOINT:-}"

# The store of certificates belongs to one user; another way to reach Docker is another user.
if grep -q "storage: /acme/" "$target" && ! { [ -w /acme ] && [ -r /acme ]; }; then
  stop "the volume traefik-acme belongs to another user than $(id -u). Take it away and certificates are issued anew: docker compose down && docker volume rm ${COMPOSE_PROJECT_NAME:-PROJECT}_traefik-acme"
fi
# Nobody trusts certificates of the staging authority; they do not stay once it is done with.
if [ "${TLS_MODE:-}" = le-production ]; then rm -f /acme/le-staging*.json; fi
authority=/certificates/acme-ca.crt
if grep -q "^ *- $authority" "$target" && [ ! -r "$authority" ]; then
  stop "certificates/acme-ca.crt is missing or not readable for user $(id -u): put the authority of the ACME directory there"
fi

left=$(grep -v '^[[:space:]]*#' "$target" | grep -o "\${[A-Za-z_]*}" | sort -u | tr '\n' ' ') || true
[ -z "$left" ] || stop "traefik.yml has names that are not filled in: ${left}(start.sh has the list of those that are)"

exec traefik --configFile="$target" "$@"
