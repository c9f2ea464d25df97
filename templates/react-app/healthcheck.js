// Exit 0 when Vite answers here. For development only: in production nginx is asked.
const port = process.env["REACT_APP_PORT"] ?? "8080";
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
