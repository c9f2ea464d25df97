# shellcheck shell=bash
# Sourced by security-audit: Traefik's configuration, and the answers that the stack gives.

audit_traefik() {
  traefik_setup
  if own_traefik; then audit_static; else skip 'its own settings: they are those of the Traefik of the host'; fi
  audit_rate_limit
  audit_admin_routes
}

audit_static() {
  if [ "$(values "$STATIC" 'api\.insecure')" = true ]; then fail 'Traefik'\''s dashboard is open to everybody' 'set api.insecure: false in traefik/traefik.yml'; else pass 'Traefik'\''s API is not open'; fi
  if [ -n "$(printf '%s\n' "$STATIC" | grep -E '(forwardedheaders|proxyprotocol)\.insecure=true' || true)" ]; then
    fail 'Traefik believes X-Forwarded-For of anybody' 'take insecure: true away; name the proxy in trustedIPs'
  else pass 'forwarded headers are believed from nobody, or from named proxies only'; fi
  if printf '%s\n' "$STATIC" | grep '^providers\.docker' >/dev/null && [ "$(values "$STATIC" 'providers\.docker\.exposedbydefault')" != false ]; then
    fail 'Traefik routes every container that it finds' 'set providers.docker.exposedByDefault: false'
  else pass 'only services that ask for it are routed'; fi
}

router_service() { values "$DYNAMIC" "http\.routers\.$1\.service"; }

audit_rate_limit() {
  if ! has_service api; then skip 'rate limit: this stack has no api'; return; fi
  local router found=false
  for router in $(routers); do
    leads_to_api "$router" || continue
    if is_stand_in "$router"; then continue; fi
    found=true
    if has_kind "$router" ratelimit && rate_is_on "$router"; then pass "the router $router (/api) has a rate limit"; else fail "the router $router (/api) has no rate limit" 'add a rateLimit middleware with an average above 0 to it'; fi
  done
  $found || fail 'no router for /api was found' 'is the api labelled traefik.enable=true and running?'
}

# It answers while a service is away, and only ever gives one fixed page.
is_stand_in() { has_kind "$1" replacepath; }

rate_is_on() {
  local name average
  for name in $(middlewares_of "$1" | tr '[:upper:]' '[:lower:]'); do
    average=$(values "$DYNAMIC" "http\.middlewares\.$name\.ratelimit\.average" | sed -n 1p)
    case $average in '' | 0 | *[!0-9]*) ;; *) return 0 ;; esac
  done
  return 1
}

is_admin_router() {
  local admin
  admin=$(setting DJANGO_ADMIN_URL)
  case "$(router_service "$1" | tr '\n' ' ')" in *api@internal* | *dashboard@internal* | *django* | *pgadmin*) return 0 ;; esac
  case $(router_rule "$1") in *"\`${admin:-/admin}"* | *DJANGO_ADMIN_URL* | *'/pgadmin'* | *'/dashboard'*) return 0 ;; esac
  return 1
}

audit_admin_routes() {
  local router any=false
  for router in $(routers); do
    if ! is_admin_router "$router" || is_stand_in "$router"; then continue; fi
    any=true
    if has_kind "$router" 'basicauth|digestauth|forwardauth'; then audit_password_route "$router";
    elif has_kind "$router" ipallowlist; then
      if allows_everybody "$router"; then fail "the allow list of the router $router lets everybody in" 'name the addresses that may'; else pass "the router $router lets only named addresses in"; fi
    else fail "the router $router leads to an admin without protection" 'add an ipAllowList or basicAuth middleware'; fi
  done
  $any || pass 'no admin is routed'
}

# rule_path ROUTER: the first path of its rule, {{ env "NAME" }} filled in.
rule_path() {
  local path name
  # shellcheck disable=SC2016
  path=$(router_rule "$1" | grep -Eo '(Path|PathPrefix)\(`[^`]*`' | sed -n 1p | sed 's/.*`\(.*\)`/\1/') || true
  name=$(printf '%s' "$path" | sed -n 's/.*{{ *env "\([A-Z_]*\)" *}}.*/\1/p')
  if [ -n "$name" ]; then path=${path%%\{\{*}$(setting "$name")${path#*\}\}}; fi
  printf '%s' "$path"
}

audit_password_route() {
  local path
  path=$(rule_path "$1")
  case $path in /*) ;; *) pass "the router $1 has a password in front"; return ;; esac
  request GET "${path%/}/"
  case $STATUS in
    401 | 403) pass "the router $1 asks for a password ($path: $STATUS)" ;;
    *) fail "$path answers $STATUS without a password" "look at the middlewares of the router $1" ;;
  esac
}

allows_everybody() {
  local name
  for name in $(middlewares_of "$1" | tr '[:upper:]' '[:lower:]'); do
    if values "$DYNAMIC" "http\.middlewares\.$name\.ipallowlist\.sourcerange" | grep -E '/0$' >/dev/null; then return 0; fi
  done
  return 1
}

audit_answers() {
  local path
  for path in / /api/health "/api/unknown-$RANDOM"; do
    request GET "$path"
    if [ "$STATUS" = 000 ]; then fail "$path does not answer" 'scripts/smoke-test'; continue; fi
    audit_headers "$path"
  done
  if $VIA_PROXY; then skip 'TLS versions: visitors speak with the proxy in front, which chooses them'; elif [ -n "$TLS_PORT" ]; then audit_tls; fi
}

# one_header PATH NAME PATTERN: exactly once, and like the pattern.
one_header() {
  local value
  value=$(header "$2")
  if [ -z "$value" ]; then BAD="$BAD no $2;";
  elif [ "$(printf '%s\n' "$value" | wc -l | tr -d ' ')" != 1 ]; then BAD="$BAD $2 twice;";
  elif ! printf '%s\n' "$value" | grep -Ei -- "$3" >/dev/null; then BAD="$BAD $2 is '$value';"; fi
}

audit_headers() {
  BAD=''
  one_header "$1" Strict-Transport-Security 'max-age=[1-9]'
  one_header "$1" Content-Security-Policy "frame-ancestors|default-src"
  one_header "$1" X-Frame-Options '^(DENY|SAMEORIGIN)$'
  one_header "$1" X-Content-Type-Options '^nosniff$'
  one_header "$1" Referrer-Policy '^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$'
  one_header "$1" Permissions-Policy '='
  case $(header content-security-policy) in *"script-src"*"'unsafe-"*) BAD="$BAD the CSP allows unsafe scripts;" ;; esac
  local told
  told=$(software_told)
  if [ -n "$told" ] && ! $VIA_PROXY; then BAD="$BAD it tells its software;"; fi
  if [ -z "$BAD" ]; then pass "$1 ($STATUS) has the security headers"; else fail "$1 ($STATUS):$BAD" "look at security-headers in $(routers_file) and at the router's middlewares"; fi
  # Traefik empties both; a proxy in front writes its own afterwards.
  if [ "$1" = / ] && [ -n "$told" ] && $VIA_PROXY; then skip "$told is written by the proxy in front"; fi
  local age
  age=$(header strict-transport-security | sed -En 's/.*max-age=([0-9]+).*/\1/p' | sed -n 1p)
  if [ "$1" = / ] && [ "${age:-0}" -lt 31536000 ] && ! is_private_name "$DOMAIN"; then
    warn "HSTS lasts ${age:-0} seconds" 'raise it in steps once https works for good: see "HSTS" in SECURITY.md'
  fi
}

audit_tls() {
  if "${CURL[@]}" --tlsv1.0 --tls-max 1.1 -o /dev/null "$ORIGIN/" 2>/dev/null; then fail 'TLS 1.0 or 1.1 is accepted' 'set minVersion: VersionTLS12 in tls.options.default'; else pass 'old TLS versions are refused'; fi
  case $TRUST in 'certificate verified'*) pass "$TRUST"; return ;; esac
  if is_private_name "$DOMAIN"; then skip "$TRUST"; else warn "$TRUST" 'take --insecure away once the certificate is a real one'; fi
}

# burst: more requests at once than any sensible limit lets through.
audit_burst() {
  local count
  request GET /api/health
  if closed_to_us leads_to_api; then skip "600 requests at once: the API $CLOSED"; return; fi
  count=$("${CURL[@]}" -Z --parallel-max 50 -o /dev/null -w '%{http_code}\n' "$ORIGIN/api/health?[1-600]" 2>/dev/null | grep -c '^429$' || true)
  if [ "$count" -gt 0 ]; then pass "600 requests at once to /api: $count got 429"; else fail '600 requests at once to /api: none got 429' 'lower average and burst of the rate limit'; fi
}
