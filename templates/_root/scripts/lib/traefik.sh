# shellcheck shell=bash
# Sourced: Traefik's configuration, from its files and from labels, as lines "http.routers.api.rule=…".
# Keys are in lower case, @file and @docker are dropped, one line for each item of a list.

# flatten_yaml FILE: enough of YAML for traefik.yml and dynamic.yml (block style, short flow lists).
flatten_yaml() {
  LC_ALL=C awk '
    function unquote(v) {
      if (v ~ /^".*"$/ || v ~ /^\047.*\047$/) return substr(v, 2, length(v) - 2)
      sub(/[ \t]+#.*$/, "", v)
      return v
    }
    function path(  i, p) { for (i = 1; i <= depth; i++) if (key[i] != "") p = p (p == "" ? "" : ".") key[i]; return p }
    function flush(  n, i, items) {
      if (pending == "") return
      if (value ~ /^\[.*\]$/) {
        n = split(substr(value, 2, length(value) - 2), items, /,[ ]*/)
        for (i = 1; i <= n; i++) print pending "=" unquote(items[i])
      } else if (value !~ /^[|>]?[-+]?$/) print pending "=" unquote(value)
      pending = ""
    }
    function start(v) { pending = path(); value = v }
    { sub(/\r$/, "") }
    /^[ ]*(#|$)/ || /^---/ { next }
    {
      match($0, /^ */); indent = RLENGTH; text = substr($0, indent + 1)
      if (text ~ /^- / || text == "-") {
        flush()
        while (depth && (at[depth] > indent || (at[depth] == indent && item[depth]))) depth--
        depth++; at[depth] = indent; key[depth] = ""; item[depth] = 1
        sub(/^-[ ]*/, "", text); indent += 2
        if (text !~ /^[A-Za-z0-9_.-]+:([ ]|$)/) { start(text); next }
      } else if (pending != "" && indent > at[depth] && text !~ /^[^ ]+:([ ]|$)/) {
        value = (value ~ /^[|>]?[-+]?$/ ? "" : value " ") text; next
      }
      flush()
      while (depth && at[depth] >= indent) depth--
      colon = match(text, /:([ ]|$)/)
      if (!colon) next
      depth++; at[depth] = indent; item[depth] = 0
      key[depth] = tolower(unquote(substr(text, 1, colon - 1)))
      rest = substr(text, colon + 1); sub(/^[ ]+/, "", rest)
      start(rest)
    }
    END { flush() }' "$1" | drop_providers
}

drop_providers() { sed 's/@file$//; s/@docker$//'; }

# label_lines: the labels of every container of the project; a router without a service gets its container's.
label_lines() {
  local service id
  for service in $SERVICES; do
    for id in $(docker compose ps -aq "$service" </dev/null); do
      docker inspect -f '{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}{{"\n"}}{{end}}' "$id" |
        LC_ALL=C awk -v service="$service" '
          !/^traefik\.(http|tcp|udp)\./ { next }
          {
            eq = index($0, "="); name = tolower(substr($0, 9, eq - 9)); value = substr($0, eq + 1)
            if (name ~ /\.(middlewares|entrypoints|sourcerange|users)$/) { n = split(value, v, /,[ ]*/); for (i = 1; i <= n; i++) print name "=" v[i] }
            else print name "=" value
            if (name ~ /^http\.routers\..*\.rule$/) { sub(/rule$/, "service", name); print name "=" service }
          }' | drop_providers
    done
  done | sort -u
}

# traefik_setup: fills STATIC (traefik.yml) and DYNAMIC (routers and middlewares from everywhere).
traefik_setup() {
  local file
  STATIC=''
  [ ! -f traefik/traefik.yml ] || STATIC=$(flatten_yaml traefik/traefik.yml)
  DYNAMIC=$(label_lines; for file in traefik/traefik-config/*.yml; do [ ! -f "$file" ] || flatten_yaml "$file"; done)
}

# values LINES KEY-PATTERN: what follows the keys that match the (extended) pattern entirely.
values() { printf '%s\n' "$1" | sed -En "s|^($2)=||p"; }

routers() { printf '%s\n' "$DYNAMIC" | sed -En 's|^http\.routers\.([^.]+)\.rule=.*|\1|p' | sort -u; }

# middlewares_of ROUTER: with those of its entry points, chains opened.
middlewares_of() {
  local todo name next seen=' ' entry
  todo=$(values "$DYNAMIC" "http\.routers\.$1\.middlewares")
  for entry in $(values "$DYNAMIC" "http\.routers\.$1\.entrypoints"); do
    todo="$todo $(values "$STATIC" "entrypoints\.$entry\.http\.middlewares")"
  done
  while [ -n "$todo" ]; do
    next=''
    for name in $todo; do
      case $seen in *" $name "*) continue ;; esac
      seen="$seen$name "
      printf '%s\n' "$name"
      next="$next $(values "$DYNAMIC" "http\.middlewares\.$(printf '%s' "$name" | tr '[:upper:]' '[:lower:]')\.chain\.middlewares")"
    done
    todo=$(printf '%s' "$next" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//')
  done
}

# has_kind ROUTER KIND-PATTERN: whether a middleware of this kind (ratelimit, basicauth …) stands before it.
has_kind() {
  local name
  for name in $(middlewares_of "$1"); do
    name=$(printf '%s' "$name" | tr '[:upper:]' '[:lower:]')
    if printf '%s\n' "$DYNAMIC" | grep -E "^http\.middlewares\.$name\.($2)[.=]" >/dev/null; then return 0; fi
  done
  return 1
}

router_rule() { values "$DYNAMIC" "http\.routers\.$1\.rule" | sed -n 1p; }

# shellcheck disable=SC2016  # backticks are Traefik's
leads_to_api() { case $(router_rule "$1") in *'PathPrefix(`/api`)'* | *'PathPrefix(`/api/`)'* | *'PathRegexp(`^/api'*) return 0 ;; *) return 1 ;; esac; }
leads_to_site() { case $(router_rule "$1") in *Path*) return 1 ;; *'Host('*) return 0 ;; *) return 1 ;; esac; }

# closed_to_us leads_to_api|leads_to_site: whether the last answer is the 403 of an allow list on such a router. That of
# its entry point is none: there only the proxies in front may connect, and a 403 is a mistake.
# shellcheck disable=SC2034  # read by the scripts that source this file
CLOSED='is for named addresses only, and this machine is none of them'
closed_to_us() {
  if [ "$STATUS" != 403 ] || is_json; then return 1; fi
  local STATIC='' DYNAMIC router
  traefik_setup
  STATIC=''
  for router in $(routers); do
    if "$1" "$router" && has_kind "$router" ipallowlist; then return 0; fi
  done
  return 1
}
