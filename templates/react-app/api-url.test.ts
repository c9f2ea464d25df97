import { describe, expect, it } from "vitest";
import { requireApiUrl } from "./api-url.ts";

describe("The address of the API that is built in", () => {
  it.each([undefined, "", "   "])("must not be empty (%j)", (value) => {
    expect(() => requireApiUrl(value)).toThrow("REACT_APP_API_URL is empty");
  });

  it.each(["example.org/api", "//example.org/api", "ftp://example.org", "https://"])(
    "must be an http(s) address or a path, not %s",
    (value) => {
      expect(() => requireApiUrl(value)).toThrow("REACT_APP_API_URL is");
    },
  );

  it("may be an absolute address, and loses the slash at its end", () => {
    expect(requireApiUrl("https://localhost:8443/api/")).toBe("https://localhost:8443/api");
  });

  it("may be a path", () => {
    expect(requireApiUrl("/api")).toBe("/api");
  });
});
