import { describe, expect, it } from "vitest";
import { readProblem, readRetryAfter } from "./api-error";
import { explain } from "./explain";
import { type Answer, toResponse } from "./test/fake-api";

function explained(answer: Answer): string {
  return explain(readProblem(toResponse(answer), answer.body));
}

describe("An error of the API", () => {
  it.each<[string, Answer]>([
    ["Registration is closed", { status: 403, body: { detail: "no", code: "registration_closed" } }],
    ["came from another address", { status: 403, body: { detail: "no", code: "cross_site" } }],
    ["an account with this e-mail address already", { status: 409, body: {} }],
    ["Try again in 42 seconds", { status: 429, body: {}, headers: { "Retry-After": "42" } }],
    ["Try again in 5 minutes", { status: 429, body: {}, headers: { "Retry-After": "300" } }],
    ["Try again in a moment", { status: 429, body: {} }],
    ["not available right now. Try again in 5 seconds", { status: 503, body: {}, headers: { "Retry-After": "5" } }],
    ["took too long", { status: 504, body: {} }],
    ["Please correct the marked fields.", { status: 422, body: { errors: { email: ["Odd."] } } }],
    ["Both are odd.", { status: 422, body: { errors: { __all__: ["Both are odd."] } } }],
    ["Not like this.", { status: 422, body: { detail: "Not like this." } }],
    ["I am a teapot", { status: 418, body: { detail: "I am a teapot" } }],
    ["unexpected answer (500)", { status: 500, body: "<html>" }],
  ])("is told as “%s”", (sentence, answer) => {
    expect(explained(answer)).toContain(sentence);
  });

  it("keeps Django's messages by field", () => {
    const body = { detail: "Invalid.", code: "invalid", errors: { password: ["Too short.", "Too common."] } };
    expect(readProblem(toResponse({ status: 422, body }), body).fields).toEqual({
      password: ["Too short.", "Too common."],
    });
  });

  it("keeps FastAPI's messages by field", () => {
    const body = { detail: [{ loc: ["body", "email"], msg: "Not an address." }, { loc: ["body"], msg: "Odd." }] };
    expect(readProblem(toResponse({ status: 422, body }), body).fields).toEqual({
      email: ["Not an address."],
      "": ["Odd."],
    });
  });

  it("says nothing of the program when the error is not the API's", () => {
    expect(explain(new TypeError("x is undefined"))).toBe("Something unexpected happened. Reload the page.");
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it.each([
    ["30", 30],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:01:00 GMT", 60],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("%j is %j seconds", (header, seconds) => {
    expect(readRetryAfter(header, now)).toBe(seconds);
  });
});
