# shellcheck shell=bash
# Sourced: asks the running stack over http(s) as a browser would, but always at one address.
# shellcheck disable=SC2034  # STATUS, TRUST and others are read by the scripts that source this file

# http_setup: from ADDRESS (may be empty), INSECURE (true|false|auto) and CA_FILE it sets DOMAIN, ORIGIN,
# HTTP_PORT, TLS_PORT, PROXIED, VIA_PROXY and CURL. PROXIED=true means that TLS ends in front of this stack, VIA_PROXY=true
# that the requests go through proxies in front, as those of a browser do.
http_setup() {
  need_tool curl 'install curl'
  DOMAIN=$(setting WEBSITE_DOMAIN)
  [ -n "$DOMAIN" ] || die 2 'WEBSITE_DOMAIN is empty' 'set it in .env'
  if own_traefik; then own_ports; else shared_ports; fi
  # With proxies in front only they may connect: the way is that of a browser, by DNS.
  local resolve=()
  VIA_PROXY=false
  if [ -z "$ADDRESS" ] && [ -n "$(setting TRUSTED_PROXIES)" ]; then
    ADDRESS="the address of $DOMAIN" VIA_PROXY=true
  elif [ -z "$ADDRESS" ]; then
    ADDRESS=$(setting TRAEFIK_BIND_IP)
    case $ADDRESS in '' | 0.0.0.0 | '::' | '[::]') ADDRESS=127.0.0.1 ;; esac
  fi
  if ! $VIA_PROXY; then
    resolve=(--resolve "*:${HTTP_PORT:-80}:$ADDRESS" --resolve "*:${TLS_PORT:-443}:$ADDRESS")
  fi
  CURL=(curl -q -sS --noproxy '*' --max-time 20 ${resolve[@]+"${resolve[@]}"})
  [ -z "$CA_FILE" ] || CURL+=(--cacert "$CA_FILE")
  if [ -n "$TLS_PORT" ]; then
    PROXIED=false ORIGIN=https://$DOMAIN$(port_suffix "$TLS_PORT" 443)
  elif $VIA_PROXY; then
    # The port of this stack is the proxy's business: people type the public address.
    PROXIED=true ORIGIN=$(setting PUBLIC_ORIGIN)
    ORIGIN=${ORIGIN:-https://$DOMAIN}
    ORIGIN=${ORIGIN%/}
  else
    PROXIED=true ORIGIN=http://$DOMAIN$(port_suffix "$HTTP_PORT" 80)
    CURL+=(-H 'X-Forwarded-Proto: https')
  fi
  choose_trust
}

own_ports() {
  need_running traefik
  HTTP_PORT=$(published 8080)
  TLS_PORT=$(published 8443)
  [ -n "$HTTP_PORT$TLS_PORT" ] || die 1 'traefik publishes no port' 'look at TRAEFIK_HOST_PORT in .env and at ports: of traefik in the compose file'
}

# Of the Traefik of the host only the address that people type is known.
shared_ports() {
  local origin
  origin=$(setting PUBLIC_ORIGIN)
  case ${origin#https://} in *:*) TLS_PORT=${origin##*:} ;; *) TLS_PORT=443 ;; esac
  HTTP_PORT=''
}

# For a port that is not published some versions of Compose say ":0", others fail: both mean none.
published() { { docker compose port traefik "$1" 2>/dev/null || true; } | sed -n 's/.*:\([1-9][0-9]*\)$/\1/p' | sed -n 1p; }
port_suffix() { [ "$1" = "$2" ] || printf ':%s' "$1"; }

# The authority that the stack made for itself, where it has one.
own_authority() {
  docker compose exec -T traefik cat /certificates/ca.crt </dev/null >"$WORK/own-ca.crt" 2>/dev/null && [ -s "$WORK/own-ca.crt" ] &&
    "${CURL[@]}" --cacert "$WORK/own-ca.crt" -o /dev/null "$ORIGIN/" 2>/dev/null
}

# Asked directly. Behind a proxy Traefik lets nobody else connect; then there is nothing to test from here.
check_proxied() {
  TRUST='TLS ends in front of this stack'
  [ "$("${CURL[@]}" -o /dev/null -w '%{http_code}' "$ORIGIN/" 2>/dev/null || true)" != 403 ] ||
    die 2 'traefik answers 403: only the proxy in front may connect' 'to test from here, add the address that this machine has for Traefik (the gateway of its network) to forwardedHeaders and from-proxy, or to the design'
}

# A public certificate cannot exist for a private name: there, and only there, an unknown one is accepted unasked.
choose_trust() {
  TRUST='certificate verified'
  if $PROXIED && ! $VIA_PROXY; then check_proxied; return; fi
  if [ "$INSECURE" = true ]; then CURL+=(-k); TRUST='certificate not verified (--insecure)'; return; fi
  local status=0
  "${CURL[@]}" -o /dev/null "$ORIGIN/" 2>"$WORK/tls" || status=$?
  case $status in
    0) ;;
    60)
      if [ -z "$CA_FILE" ] && own_authority; then
        CURL+=(--cacert "$WORK/own-ca.crt")
        TRUST='certificate verified by the own authority of this stack'
        return
      fi
      if [ "$INSECURE" = auto ] && is_private_name "$DOMAIN"; then
        CURL+=(-k)
        TRUST="certificate not verified: $DOMAIN is a private name"
      else
        ! $VIA_PROXY || die 1 "the certificate of $DOMAIN is not trusted" 'it is that of the proxy in front. One of your own? Add --insecure or --cacert FILE'
        die 1 "the certificate of $DOMAIN is not trusted" 'Let'\''s Encrypt staging or a certificate of your own? Add --insecure or --cacert FILE. Else: docker compose logs traefik'
      fi
      ;;
    *)
      ! $VIA_PROXY || die 1 "$ORIGIN does not answer at $ADDRESS: $(head -n 1 "$WORK/tls")" 'this machine must find the proxy in front by DNS, and be let in by it; else see: scripts/doctor'
      die 1 "$ORIGIN does not answer at $ADDRESS: $(head -n 1 "$WORK/tls")" 'see: scripts/doctor'
      ;;
  esac
}

# request METHOD PATH-OR-URL [CURL OPTION…]: fills STATUS, $WORK/headers and $WORK/body.
request() {
  local url=$2
  case $url in http*://*) ;; *) url=$ORIGIN$url ;; esac
  local method=(-X "$1")
  [ "$1" != HEAD ] || method=(-I)
  : >"$WORK/headers"
  : >"$WORK/body"
  STATUS=$("${CURL[@]}" "${method[@]}" -o "$WORK/body" -D "$WORK/headers" -w '%{http_code}' "${@:3}" "$url" 2>"$WORK/error") || STATUS=000
}

# header NAME: its values, one a line.
header() {
  LC_ALL=C tr -d '\r' <"$WORK/headers" | LC_ALL=C awk -v name="$1" '
    { colon = index($0, ":") }
    colon && tolower(substr($0, 1, colon - 1)) == tolower(name) { value = substr($0, colon + 1); sub(/^[ \t]*/, "", value); print value }'
}
# software_told: what the answer tells of the software behind it, in one line.
software_told() {
  local name value all=''
  for name in Server X-Powered-By; do
    value=$(header "$name" | sed -n 1p)
    if [ -n "$value" ]; then all="${all:+$all, }$name: $value"; fi
  done
  printf '%s' "$all"
}
body_has() { grep -q -- "$1" "$WORK/body"; }
is_json() { case $(header content-type) in application/json* | application/problem+json*) return 0 ;; *) return 1 ;; esac; }
