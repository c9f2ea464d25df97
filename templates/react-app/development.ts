import type { Plugin, ServerOptions } from "vite";

/** Traefik's policy for development lets scripts and styles with this nonce in: the same word as there. */
export const nonce = "development";

/**
 * How Vite serves inside the stack, behind Traefik and under the same address as in production.
 *
 * @param origin the public address, such as https://localhost:8443
 * @param port of this container
 */
export function insideStack(origin: string, port: string): ServerOptions {
  return {
    host: "0.0.0.0",
    port: Number(port),
    strictPort: true,
    allowedHosts: [new URL(origin).hostname],
    // Folders that Docker Desktop or WSL share do not always tell of changes.
    watch: { usePolling: true, interval: 300 },
  };
}

const details: Readonly<Record<string, string>> = {
  "404": "Not found.",
  "429": "Too many requests. Try again shortly.",
  "502": "The service gave no valid answer.",
  "503": "The service is not available right now.",
  "504": "The service took too long to answer.",
};

/** The answer to a path that nginx has for Traefik and for health checks, or nothing for all other paths. */
export function edgeAnswer(url: string): { status: number; body: string } | undefined {
  if (url === "/healthz") return { status: 200, body: JSON.stringify({ status: "ok" }) };
  const [, name] = /^\/\.edge\/([a-z0-9.]+)$/.exec(url) ?? [];
  if (name === undefined) return undefined;
  const status = name.startsWith("maintenance") ? "503" : name in details ? name : "404";
  return { status: Number(status), body: JSON.stringify({ detail: details[status], status: Number(status) }) };
}

/** In production nginx answers these; without them the page would come in their place. */
export function edgePages(): Plugin {
  return {
    name: "edge-pages",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const answer = edgeAnswer(request.url ?? "");
        if (answer === undefined) {
          next();
          return;
        }
        response.writeHead(answer.status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
        response.end(answer.body);
      });
    },
  };
}
