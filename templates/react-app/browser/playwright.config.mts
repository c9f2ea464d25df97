import { defineConfig } from "@playwright/test";

// The stack that is tested, and a browser that is there already; else Playwright's own: npx playwright install chromium
const origin = process.env["BASE_URL"] ?? "https://localhost";
const installed = process.env["CHROMIUM"];
const host = new URL(origin).hostname;

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  reporter: "list",
  use: {
    baseURL: origin,
    // The stack's certificate may be its own.
    ignoreHTTPSErrors: true,
    screenshot: "only-on-failure",
    launchOptions: {
      args: [`--host-resolver-rules=MAP ${host} ${process.env["BASE_ADDRESS"] ?? "127.0.0.1"}`],
      chromiumSandbox: process.env["CHROMIUM_SANDBOX"] !== "off",
      ...(installed === undefined ? {} : { executablePath: installed }),
    },
  },
});
