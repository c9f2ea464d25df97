#!/bin/sh
# Asks Valkey as a user who may do nothing else. The password is in the environment of this one command only, where
# lists of processes do not show it.
set -eu
answer=$(REDISCLI_AUTH=$(cat /run/valkey/health) valkey-cli --no-auth-warning --user health -p "$VALKEY_PORT" ping)
[ "$answer" = PONG ]
