import { vi } from "vitest";

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Reply = Answer | Promise<Answer> | "down";
export type Request = { method: string; path: string; body: unknown; credentials: string | undefined };

const API = "/api";
export const ada = { id: 1, email: "ada@example.org", date_joined: "2026-05-04T10:00:00Z" };
const healthy = { status: "ok", checks: { django: "ok", database: "ok" } };

/** Answers like the API; `answers` replaces what a route such as `POST /auth/login` says. */
export function fakeApi(answers: Record<string, Reply> = {}) {
  const requests: Request[] = [];
  const table: Record<string, Reply> = {
    "GET /ready": { status: 200, body: healthy },
    "GET /users/me": { status: 401, body: { detail: "Not logged in." } },
    "POST /auth/login": { status: 200, body: ada },
    "POST /auth/register": { status: 201, body: ada },
    "POST /auth/logout": { status: 204 },
    ...answers,
  };

  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    if (!url.startsWith(`${API}/`)) throw new Error(`${url} is not the API`);
    const path = url.slice(API.length);
    requests.push({ method, path, body: parse(init.body), credentials: init.credentials });

    const answer = table[`${method} ${path}`];
    if (answer === undefined) throw new Error(`No answer for ${method} ${path}`);
    if (answer === "down") throw new TypeError("Failed to fetch");
    return toResponse(await answer);
  });

  return {
    requests,
    answer: (route: string, answer: Reply) => {
      table[route] = answer;
    },
  };
}

/** An answer that comes when the test says so. */
export function lateAnswer() {
  let arrive!: (answer: Answer) => void;
  const answer = new Promise<Answer>((resolve) => {
    arrive = resolve;
  });
  return { answer, arrive };
}

export function toResponse({ status, body, headers }: Answer): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Response(status === 204 ? null : text, headers === undefined ? { status } : { status, headers });
}

function parse(body: unknown): unknown {
  return typeof body === "string" ? JSON.parse(body) : undefined;
}
