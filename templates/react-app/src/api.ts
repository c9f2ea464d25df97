import { ApiError, readProblem } from "./api-error";

const API_URL = import.meta.env.REACT_APP_API_URL;
const TIMEOUT_MS = 15_000;

export type User = {
  id: number | string;
  email: string;
  date_joined: string;
  is_staff?: boolean;
};

export type Credentials = { email: string; password: string };

/** What the API says of itself and of each service it needs. */
export type Readiness = { status: string; checks: Record<string, string> };

export const api = {
  register: (credentials: Credentials) => post<User>("/auth/register", credentials),
  logIn: (credentials: Credentials) => post<User>("/auth/login", credentials),
  logOut: () => post<void>("/auth/logout"),
  readiness,

  /** @returns the user of the session cookie, or null without a valid one */
  async me(): Promise<User | null> {
    try {
      return await call<User>("/users/me");
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
};

/** A 503 with checks is an answer too: the API is up and names what is not. */
async function readiness(): Promise<Readiness> {
  const response = await send("/ready");
  const body = await readJson(response);
  if (isReadiness(body)) return body;
  throw readProblem(response, body);
}

function isReadiness(body: unknown): body is Readiness {
  if (typeof body !== "object" || body === null || !("checks" in body)) return false;
  return typeof body.checks === "object" && body.checks !== null;
}

function post<T>(path: string, body?: unknown): Promise<T> {
  if (body === undefined) return call<T>(path, { method: "POST" });
  return call<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await send(path, init);
  if (response.status === 204) return undefined as T;
  const body = await readJson(response);
  if (!response.ok || body === undefined) throw readProblem(response, body);
  return body as T;
}

/** The only place that talks to the network. */
async function send(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(`${API_URL}${path}`, {
      ...init,
      credentials: "include",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new ApiError(0, { cause: error });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
