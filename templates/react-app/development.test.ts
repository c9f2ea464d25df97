import { describe, expect, it } from "vitest";
import { edgeAnswer, insideStack } from "./development.ts";

describe("the development server behind Traefik", () => {
  it("answers to the public name, on the port that Traefik knows", () => {
    expect(insideStack("https://app.localhost:8443", "8080")).toMatchObject({
      port: 8080,
      strictPort: true,
      allowedHosts: ["app.localhost"],
    });
  });

  it.each([
    ["/.edge/404", 404],
    ["/.edge/429", 429],
    ["/.edge/503", 503],
    ["/.edge/nothing", 404],
    ["/.edge/maintenance.json", 503],
    ["/healthz", 200],
  ])("answers %s with %i, as nginx does", (url, status) => {
    expect(edgeAnswer(url)?.status).toBe(status);
  });

  it("leaves every other path to the page", () => {
    expect(edgeAnswer("/some/page")).toBeUndefined();
    expect(edgeAnswer("/src/main.tsx")).toBeUndefined();
  });
});
