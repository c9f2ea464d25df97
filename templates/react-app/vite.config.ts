import react from "@vitejs/plugin-react";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";
import { requireApiUrl } from "./api-url.ts";
import { edgePages, insideStack, nonce } from "./development.ts";

// `npm run dev` on its own serves the page and passes /api on to the running stack; in the container that
// development.docker.yml runs, Traefik has sent /api to the API already.
const devStack = "https://localhost";

export default defineConfig(({ command, mode }) => {
  const envPrefix = ["VITE_", "REACT_APP_"];
  if (command === "build") {
    const env = loadEnv(mode, process.cwd(), envPrefix);
    process.env["REACT_APP_API_URL"] = requireApiUrl(env["REACT_APP_API_URL"]);
  } else {
    process.env["REACT_APP_API_URL"] = "/api";
  }

  const origin = command === "serve" ? process.env["PUBLIC_ORIGIN"] : undefined;
  return {
    envPrefix,
    plugins: [react(), ...(origin ? [edgePages()] : [])],
    ...(origin ? { html: { cspNonce: nonce }, cacheDir: "/tmp/vite" } : {}),
    build: {
      // Inlined files would be data: URLs, which the Content-Security-Policy forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: origin
      ? insideStack(origin, process.env["REACT_APP_PORT"] ?? "8080")
      : {
          proxy: {
            // The stack's certificate may be self-signed; the API accepts its own origin only.
            "/api": { target: devStack, changeOrigin: true, secure: false, headers: { origin: devStack } },
          },
        },
    test: {
      environment: "jsdom",
      // browser/ has a runner of its own.
      exclude: ["node_modules", "dist", "browser"],
      setupFiles: ["src/test/setup.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  };
});
