# shellcheck shell=bash
# Sourced: waits for what Docker's health checks do not see.

# wait_for_site: a container is healthy a moment before Traefik sends requests to it. Until then a script that says
# "Done" would say it too early. Needs WORK. Asks for nothing where nobody could tell: without curl, with the
# maintenance page on, or while only a part of the stack runs.
wait_for_site() {
  local service live
  live=$(running_services)
  for service in traefik react-app api django; do
    if [ "$service" = traefik ] && ! own_traefik; then continue; fi
    printf '%s\n' "$live" | grep -x "$service" >/dev/null || return 0
  done
  command -v curl >/dev/null 2>&1 || return 0
  [ ! -f traefik/traefik-config/maintenance.yml ] || return 0
  echo 'waiting until the site answers'
  (ask_until_it_answers) || warn 'the site does not answer yet' 'see: scripts/doctor'
}

# A subshell: http.sh sets much, and ends the script when nothing listens at all.
ask_until_it_answers() {
  # shellcheck source-path=SCRIPTDIR/.. source=lib/http.sh
  . "$ROOT/scripts/lib/http.sh"
  # shellcheck disable=SC2034  # http_setup reads them
  ADDRESS='' INSECURE=true CA_FILE=''
  http_setup
  local turn=0 page
  while [ "$turn" -lt 60 ]; do
    request GET /
    page=$STATUS
    request GET /api/ready
    # Who is asked for a password, or sent away, was answered too.
    case "$page:$STATUS" in 200:200 | 40[13]:200 | 200:40[13] | 40[13]:40[13]) return 0 ;; esac
    turn=$((turn + 1))
    sleep 1
  done
  return 1
}
