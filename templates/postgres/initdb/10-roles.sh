#!/usr/bin/env bash
# Makes the roles of the applications and their rights agree with this container's environment.
# Runs at the first start of the volume, and again from scripts/rotate-password and scripts/restore.
# Safe to repeat. A subshell, because the image sources this file when its executable bit was lost.

roles_main() (
  set -euo pipefail

  POSTGRES_PASSWORD=$(secret POSTGRES_PASSWORD)
  DJANGO_DB_PASSWORD=$(secret DJANGO_DB_PASSWORD)
  API_DB_PASSWORD=$(secret API_DB_PASSWORD)
  BACKUP_DB_PASSWORD=$(secret BACKUP_DB_PASSWORD)
  : "${POSTGRES_USER:?}" "${POSTGRES_PASSWORD:?}" "${POSTGRES_DB:?}"
  # The socket's door during the first start; later ones let the operating system's user in (see below).
  export PGPASSWORD=$POSTGRES_PASSWORD
  # psql reads them with \getenv: they are never an argument, and quoted by :'x' whatever they contain.
  export POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB DJANGO_DB_PASSWORD API_DB_PASSWORD BACKUP_DB_PASSWORD

  write_access_rules
  own_roles
  run_sql <<'SQL'
-- A statement with a password must not reach the log, not even when it fails.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';
SET client_min_messages = 'warning';

\getenv owner POSTGRES_USER
\getenv owner_password POSTGRES_PASSWORD
\getenv db POSTGRES_DB
\getenv django_password DJANGO_DB_PASSWORD
\getenv api_password API_DB_PASSWORD
\getenv backup_password BACKUP_DB_PASSWORD
SELECT :'django_password' <> '' AS with_django, :'api_password' <> '' AS with_api, :'backup_password' <> '' AS with_backup \gset

BEGIN;
SELECT pg_catalog.pg_advisory_xact_lock(726568) \g /dev/null
ALTER ROLE :"owner" PASSWORD :'owner_password';

REVOKE ALL ON DATABASE :"db" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SELECT pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname)
  FROM pg_catalog.pg_database WHERE datname IN ('postgres', 'template1') \gexec

SELECT pg_catalog.format('CREATE ROLE %I', name)
  FROM (VALUES ('django', :'django_password'), ('api', :'api_password'), ('backup', :'backup_password')) AS wanted (name, password)
 WHERE password <> '' AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) \gexec
-- A role whose password is no longer set may not log in; its data stays.
SELECT pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', name)
  FROM (VALUES ('django', :'django_password'), ('api', :'api_password'), ('backup', :'backup_password')) AS wanted (name, password)
  JOIN pg_catalog.pg_roles ON rolname = name WHERE password = '' \gexec

\if :with_django
ALTER ROLE django LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  CONNECTION LIMIT 50 PASSWORD :'django_password';
ALTER ROLE django SET statement_timeout = '60s';
ALTER ROLE django SET lock_timeout = '10s';
ALTER ROLE django SET idle_in_transaction_session_timeout = '60s';
GRANT CONNECT ON DATABASE :"db" TO django;
GRANT USAGE, CREATE ON SCHEMA public TO django;
\endif

\if :with_api
ALTER ROLE api LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  CONNECTION LIMIT 40 PASSWORD :'api_password';
ALTER ROLE api SET statement_timeout = '15s';
ALTER ROLE api SET lock_timeout = '5s';
ALTER ROLE api SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE api SET search_path = api;
GRANT CONNECT ON DATABASE :"db" TO api;
CREATE SCHEMA IF NOT EXISTS api AUTHORIZATION api;
\endif

\if :with_backup
-- It reads everything, rows behind row security too (pg_dump stops at them otherwise), and writes nothing.
ALTER ROLE backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS
  CONNECTION LIMIT 4 PASSWORD :'backup_password';
ALTER ROLE backup SET default_transaction_read_only = on;
GRANT CONNECT ON DATABASE :"db" TO backup;
GRANT pg_read_all_data TO backup;
\endif
COMMIT;
SELECT pg_catalog.pg_reload_conf() \g /dev/null
SQL
  echo "10-roles.sh: roles and rights are up to date"
)

# Containers of the owner's own that use the database: SHOP__DB_PASSWORD makes the role own_shop, with a schema of that
# name. One whose password is no longer set may not log in; its data stays.
own_roles() {
  local variable role password kept=''
  for variable in $(compgen -e | sed -n 's/^\([A-Z][A-Z0-9_]*__DB_PASSWORD\)\(_FILE\)\{0,1\}$/\1/p' | sort -u); do
    password=$(secret "$variable")
    if [ -z "$password" ]; then continue; fi
    role=own_$(printf '%s' "${variable%__DB_PASSWORD}" | tr '[:upper:]' '[:lower:]')
    OWN_ROLE=$role OWN_PASSWORD=$password own_role
    kept=$kept,$role
  done
  OWN_KEPT=$kept without_own_roles
}

own_role() {
  run_sql <<'SQL'
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';
SET client_min_messages = 'warning';
\getenv role OWN_ROLE
\getenv password OWN_PASSWORD
\getenv db POSTGRES_DB
BEGIN;
SELECT pg_catalog.pg_advisory_xact_lock(726568) \g /dev/null
SELECT pg_catalog.format('CREATE ROLE %I', :'role')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'role') \gexec
COMMENT ON ROLE :"role" IS 'a container of this stack';
ALTER ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  CONNECTION LIMIT 20 PASSWORD :'password';
ALTER ROLE :"role" SET statement_timeout = '60s';
ALTER ROLE :"role" SET lock_timeout = '10s';
ALTER ROLE :"role" SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE :"role" SET search_path = :"role";
GRANT CONNECT ON DATABASE :"db" TO :"role";
CREATE SCHEMA IF NOT EXISTS :"role" AUTHORIZATION :"role";
COMMIT;
SQL
}

without_own_roles() {
  run_sql <<'SQL'
\getenv kept OWN_KEPT
SELECT pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', rolname) FROM pg_catalog.pg_roles
 WHERE pg_catalog.shobj_description(oid, 'pg_authid') = 'a container of this stack'
   AND rolname <> ALL (pg_catalog.string_to_array(:'kept', ',')) \gexec
SQL
}

# secret NAME: its value, or the content of the file that NAME_FILE names (a compose secret).
secret() {
  local file=${1}_FILE
  if [ -n "${!file:-}" ]; then cat "${!file}"; else printf '%s' "${!1:-}"; fi
}

run_sql() {
  psql --no-psqlrc --quiet --no-password -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"
}

# The image lets every address try. Ours: the container's own user through the socket, and with a
# password (scram) only from networks that the container is directly on. Written once; then it is yours.
write_access_rules() {
  local mark='# Access rules of this stack.' file=${PGDATA:?}/pg_hba.conf
  if grep -qF "$mark" "$file"; then return 0; fi
  local owner=${POSTGRES_USER//\"/\"\"}
  printf '%s\n' "# The container's own user is the database's owner." \
    "container $(id -un) \"$owner\"" >"$PGDATA/pg_ident.conf"
  printf '%s\n' "$mark Without this line they are written anew." \
    '# TYPE  DATABASE  USER  ADDRESS  METHOD' \
    'local   all       all            peer map=container' \
    'host    all       all   samehost scram-sha-256' \
    'host    all       all   samenet  scram-sha-256' >"$file.new"
  mv "$file.new" "$file"
}

roles_main
