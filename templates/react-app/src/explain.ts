import { ApiError } from "./api-error";

const byCode: Record<string, string> = {
  registration_closed: "Registration is closed. Ask an administrator for an account.",
  cross_site: "The API refused the request because it came from another address than this page's.",
  email_taken: "There is an account with this e-mail address already. Log in instead.",
  invalid_credentials: "The e-mail address or the password is wrong.",
};

/** What went wrong and what to do now, in a sentence for the person in front of the screen. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return "Something unexpected happened. Reload the page.";
  const known = error.code === undefined ? undefined : byCode[error.code];
  return known ?? byStatus(error);
}

function byStatus(error: ApiError): string {
  switch (error.status) {
    case 0:
      return "The API cannot be reached. Check your connection and try again.";
    case 401:
      return "You are not logged in.";
    case 409:
      return "There is an account with this e-mail address already. Log in instead.";
    case 422:
      return ofForm(error);
    case 429:
      return `Too many attempts. Try again ${inTime(error.retryAfter)}.`;
    case 502:
    case 503:
      return `The service is not available right now. Try again ${inTime(error.retryAfter)}.`;
    case 504:
      return "The service took too long to answer. Try again in a moment.";
    default:
      return error.detail ?? `The API gave an unexpected answer (${error.status}).`;
  }
}

/** Messages that no field of the form can show stand above it. */
function ofForm(error: ApiError): string {
  const { email, password, ...others } = error.fields;
  const general = Object.values(others).flat().join(" ");
  if (general !== "") return general;
  if (email !== undefined || password !== undefined) return "Please correct the marked fields.";
  return error.detail ?? "The API did not accept the input.";
}

function inTime(seconds: number | undefined): string {
  if (seconds === undefined || seconds < 1) return "in a moment";
  if (seconds === 1) return "in 1 second";
  if (seconds < 120) return `in ${seconds} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
