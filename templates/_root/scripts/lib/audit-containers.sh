# shellcheck shell=bash
# Sourced by security-audit: what Docker says about each container of the project.

# inspect_container ID: fills FACTS with NAME=VALUE lines; never the environment.
inspect_container() {
  FACTS=$(docker inspect -f '{{$h := .HostConfig}}image={{.Config.Image}}
user={{.Config.User}}
status={{.State.Status}}
read_only={{$h.ReadonlyRootfs}}
cap_drop={{json $h.CapDrop}}
cap_add={{json $h.CapAdd}}
security_opt={{json $h.SecurityOpt}}
privileged={{$h.Privileged}}
namespaces={{$h.PidMode}} {{$h.UTSMode}} {{$h.UsernsMode}} {{$h.NetworkMode}} {{$h.IpcMode}}
memory={{$h.Memory}}
cpus={{$h.NanoCpus}}{{$h.CpuQuota}}
pids={{json $h.PidsLimit}}
ulimits={{json $h.Ulimits}}
log_driver={{$h.LogConfig.Type}}
log_size={{index $h.LogConfig.Config "max-size"}}
restart={{$h.RestartPolicy.Name}}
health={{if .Config.Healthcheck}}{{json .Config.Healthcheck.Test}}{{end}}
publish_all={{$h.PublishAllPorts}}
{{range $p, $b := $h.PortBindings}}{{range $b}}port={{.HostIp}}:{{.HostPort}}->{{$p}}
{{end}}{{end}}{{range .Mounts}}mount={{.Type}} {{.RW}} {{.Source}} on {{.Destination}}
{{end}}{{range $n, $_ := .NetworkSettings.Networks}}network={{$n}}
{{end}}' "$1")
}
fact() { printf '%s\n' "$FACTS" | sed -n "s/^$1=//p"; }

# Each problem is one line; a container without one gets a single ok.
problem() { PROBLEMS=$((PROBLEMS + 1)); fail "$CURRENT: $1" "$2"; }

audit_container() {
  CURRENT=$1 PROBLEMS=0
  inspect_container "$2"
  audit_rights
  audit_limits
  audit_mounts
  audit_image
  if [ -n "$(fact port)" ] && [ "$CURRENT" != traefik ]; then
    problem "publishes a port: $(fact port | tr '\n' ' ')" "take ports: away; only traefik publishes ports (a published port also goes round UFW)"
  fi
  [ "$(fact publish_all)" != true ] || problem 'publishes all its ports' 'take publish_all away'
  if [ "$PROBLEMS" -eq 0 ]; then pass "$CURRENT: user $(fact user), read-only, no capabilities, limited"; fi
}

may_be_root() { case $CURRENT in traefik | *socket-proxy*) fact mount | grep docker.sock >/dev/null ;; *) return 1 ;; esac; }

audit_rights() {
  case $(fact user) in
    '' | root | root:* | 0 | 0:*)
      if may_be_root; then warn "$CURRENT runs as root, because it reads the Docker socket" 'the designer offers Traefik without any socket (file provider)';
      else problem 'runs as root' "set user: to a number that is not 0"; fi
      ;;
  esac
  [ "$(fact read_only)" = true ] || problem 'its file system can be written' 'set read_only: true, and tmpfs: for the folders it needs'
  case $(fact cap_drop) in *'"ALL"'*) ;; *) problem 'keeps capabilities' 'set cap_drop: [ALL]' ;; esac
  case $(fact cap_add) in null | '[]') ;; *) warn "$CURRENT gets capabilities back: $(fact cap_add)" 'take cap_add away if it starts without' ;; esac
  case $(fact security_opt) in *no-new-privileges:true* | *'"no-new-privileges"'*) ;; *) problem 'may gain privileges' 'set security_opt: [no-new-privileges:true]' ;; esac
  case $(fact security_opt) in *unconfined* | *label:disable*) problem "a protection of the kernel is off: $(fact security_opt)" 'take the unconfined entry away' ;; esac
  [ "$(fact privileged)" = false ] || problem 'is privileged' 'take privileged: away'
  case " $(fact namespaces) " in *' host '*) problem 'shares a namespace of the host (network, pid, ipc, uts or userns)' 'take the "host" mode away' ;; esac
}

audit_limits() {
  [ "$(fact memory)" -gt 0 ] || problem 'has no memory limit' 'set mem_limit:'
  [ "$(fact cpus)" -gt 0 ] || problem 'has no CPU limit' 'set cpus:'
  case $(fact pids) in null | 0 | -1) problem 'has no limit of processes' 'set pids_limit:' ;; esac
  case $(fact log_driver) in
    none) problem 'keeps no log' 'set logging: driver: local' ;;
    json-file) [ -n "$(fact log_size)" ] && [ "$(fact log_size)" != '<no value>' ] || problem 'its log grows without end' 'set logging: options: max-size and max-file' ;;
  esac
  # A service that does its work once and ends has nobody to ask.
  case "$(fact restart) $(fact status)" in 'no exited' | ' exited' | 'on-failure exited' | 'no running' | ' running') return ;; esac
  case $(fact health) in '' | *'"NONE"'*) problem 'has no health check' 'set healthcheck:' ;; esac
}

audit_mounts() {
  local line
  while IFS= read -r line; do
    case $line in
      *docker.sock*)
        case $CURRENT in
          traefik) warn 'traefik reads the Docker socket: who takes over traefik has the host' 'choose the file provider or a socket proxy in the designer' ;;
          *socket-proxy*) audit_socket_proxy ;;
          *) problem 'mounts the Docker socket: that is root on this machine' 'take the volume away' ;;
        esac
        ;;
      'bind true '*) problem "may write to this machine: ${line#bind true }" 'add :ro to the volume' ;;
      'bind false / on '* | 'bind false /etc on '* | 'bind false /proc on '* | 'bind false /sys on '*) problem "sees a folder of the system: ${line#bind false }" 'take the volume away' ;;
    esac
  done <<EOF
$(fact mount)
EOF
}

audit_socket_proxy() {
  local allowed network
  allowed=$(docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$CONTAINER" | grep -E '^(POST|EXEC|SECRETS|AUTH|BUILD|COMMIT|CONFIGS|VOLUMES|IMAGES)=1$' | tr '\n' ' ' || true)
  [ -z "$allowed" ] || problem "lets too much through: $allowed" 'Traefik needs CONTAINERS=1 only, and POST=0'
  for network in $(fact network); do
    [ "$(docker network inspect -f '{{.Internal}}' "$network")" = true ] || problem "its network $network is not internal" 'set internal: true'
  done
}

audit_image() {
  local image
  image=$(fact image)
  case $image in
    *@sha256:* | "${PROJECT}"[-_/]*) ;;
    *:latest) problem "its image $image can change at any time" 'name an exact version' ;;
    *:*) ;;
    *) [ -d "$CURRENT" ] || problem "its image $image has no version" 'name an exact version' ;;
  esac
}
