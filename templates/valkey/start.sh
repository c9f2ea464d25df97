#!/bin/sh
# Writes down who may do what, then runs Valkey. Every application has a user of its own, who reaches the keys of
# its purposes only and none of the commands that administer. Passwords come from NAME, or from the file that
# NAME_FILE names; only their SHA-256 is kept, and that in memory.
set -eu
umask 077
folder=/run/valkey
line_end='
'

refuse() {
  echo "valkey refuses to start: $1" >&2
  exit 1
}

# Prints the hash of the secret NAME. A file's last line end is not part of it; printf is no program of its own, so
# that the secret is never an argument of one.
hash_of() {
  eval "value=\${$1:-} file=\${$1_FILE:-}"
  if [ -n "$file" ]; then
    [ -r "$file" ] || refuse "$1_FILE names a file that cannot be read"
    value=$(cat "$file" && echo .)
    value=${value%.}
    value=${value%"$line_end"}
  fi
  case $value in
    '') refuse "$1 is empty" ;;
    change_me*) refuse "$1 still holds a placeholder" ;;
  esac
  printf '%s' "$value" | sha256sum | cut -d ' ' -f 1
}

# What one purpose allows, on its own keys.
rights_of() {
  case $1 in
    limit) echo '(~limit:* +set +incrby +pttl)' ;;
    cache) echo '(~cache:* +get +set +del +unlink +exists +expire +persist +incrby +mget +mset +scan)' ;;
    queue) echo '(~queue:* &queue:* +get +set +setex +del +exists +expire +pexpire +mget +llen +lpush +rpush +rpop' \
      '+brpop +sadd +srem +smembers +zadd +zrem +zrange +zrevrangebyscore +hset +hget +hdel +hlen +watch +unwatch' \
      '+eval +evalsha +script|load +publish +subscribe +psubscribe +unsubscribe +punsubscribe)' ;;
    *) refuse "there is no purpose $1" ;;
  esac
}

users() {
  echo 'user default off'
  hash=$(hash_of VALKEY_PASSWORD)
  echo "user admin on #$hash ~* &* +@all"
  # Whoever asks for the health of this container reads the password where only its own user can.
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$folder/health"
  hash=$(sha256sum <"$folder/health" | cut -d ' ' -f 1)
  echo "user health on #$hash +ping"
  # Each is NAME=PURPOSE,PURPOSE=NAME_OF_THE_SECRET.
  for entry in ${VALKEY_USERS:-}; do
    name=${entry%%=*} rest=${entry#*=}
    hash=$(hash_of "${rest#*=}")
    line="user $name on #$hash +ping +multi +exec +discard +client|setinfo +client|setname"
    for purpose in $(echo "${rest%%=*}" | tr ',' ' '); do
      rights=$(rights_of "$purpose")
      line="$line $rights"
    done
    echo "$line"
  done
}

users >"$folder/users.acl"
exec valkey-server /etc/valkey/valkey.conf --port "$VALKEY_PORT" "$@"
