import react from "@vitejs/plugin-react";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";
import { requireApiUrl } from "./api-url.ts";

// `npm run dev` serves the page itself and passes /api on to the running stack.
const devStack = "https://localhost";

export default defineConfig(({ command, mode }) => {
  const envPrefix = ["VITE_", "REACT_APP_"];
  if (command === "build") {
    const env = loadEnv(mode, process.cwd(), envPrefix);
    process.env["REACT_APP_API_URL"] = requireApiUrl(env["REACT_APP_API_URL"]);
  } else {
    process.env["REACT_APP_API_URL"] = "/api";
  }

  return {
    envPrefix,
    plugins: [react()],
    build: {
      // Inlined files would be data: URLs, which the Content-Security-Policy forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: {
      proxy: {
        // The stack's certificate may be self-signed; the API accepts its own origin only.
        "/api": { target: devStack, changeOrigin: true, secure: false, headers: { origin: devStack } },
      },
    },
    test: {
      environment: "jsdom",
      setupFiles: ["src/test/setup.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  };
});
