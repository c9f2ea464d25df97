type Details = {
  code?: string | undefined;
  detail?: string | undefined;
  fields?: Record<string, string[]>;
  retryAfter?: number | undefined;
  cause?: unknown;
};

/** An answer of the API that is not a success. Status 0: there was no answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  /** Messages by form field; `""` holds those that belong to none. */
  readonly fields: Record<string, string[]>;
  /** Seconds after which another try makes sense. */
  readonly retryAfter: number | undefined;

  constructor(status: number, details: Details = {}) {
    super(details.detail ?? `API answered ${status}`, { cause: details.cause });
    this.status = status;
    this.code = details.code;
    this.detail = details.detail;
    this.fields = details.fields ?? {};
    this.retryAfter = details.retryAfter;
  }
}

export function readProblem(response: Response, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  return new ApiError(response.status, {
    code: text(problem["code"]),
    detail: text(problem["detail"]),
    fields: readFields(problem),
    retryAfter: readRetryAfter(response.headers.get("Retry-After")),
  });
}

/** The number of seconds in a Retry-After header, which may also be a date (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Django answers `errors` by field; FastAPI's own validation a list of places in `detail`. */
function readFields(problem: Record<string, unknown>): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string, message: unknown) => {
    if (typeof message === "string") (fields[name] ??= []).push(message);
  };

  if (isRecord(problem["errors"])) {
    for (const [name, messages] of Object.entries(problem["errors"])) {
      for (const message of Array.isArray(messages) ? messages : [messages]) add(name, message);
    }
  }
  if (Array.isArray(problem["detail"])) {
    for (const entry of problem["detail"]) {
      if (isRecord(entry)) add(fieldOf(entry["loc"]), entry["msg"]);
    }
  }
  return fields;
}

function fieldOf(location: unknown): string {
  const last: unknown = Array.isArray(location) && location.length > 1 ? location.at(-1) : "";
  return text(last) ?? "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
