const bad = /\b(error|err|wrn|warn(ing)?|critical|fatal|panic|traceback|exception|deprecat\w*)\b/i;

/** By the service that alone may say it. */
const known: Readonly<Record<string, RegExp>> = {
  // A setting of the host's kernel that no container can make; Valkey's notes name it.
  valkey: /WARNING Memory overcommit must be enabled/,
  // Said once by pgAdmin's own migrations when it makes its settings database; no setting of ours leads to it.
  pgadmin: /alembic\/operations\/batch\.py:\d+: UserWarning: Unnamed CHECK constraint|^ {2}util\.warn\($/,
  // What the health check hears while the server starts.
  postgres: /FATAL: {2}the database system is starting up$/,
  // A Traefik that was built without its web page, which is no matter of the export.
  traefik: /Error appending dashboard to API router/,
};

/** Lines of a log that say that something is wrong. A line of JSON is judged by its level, any other by its words. */
export function badLines(log: string, service: string): string[] {
  return log.split('\n').filter((line) => {
    if (known[service]?.test(line)) return false;
    if (line.startsWith('{')) {
      try {
        const { level, severity } = JSON.parse(line) as { level?: string; severity?: string };
        if (level ?? severity) return bad.test(level ?? severity ?? '');
      } catch {
        // Not JSON after all.
      }
    }
    return bad.test(line);
  });
}
