/**
 * Checks the address of the API before it becomes part of the built files.
 *
 * @param value an absolute http(s) address or a path such as `/api`
 * @returns the address without a slash at its end
 * @throws Error when nothing useful is set, since the built page could reach no API
 */
export function requireApiUrl(value: string | undefined): string {
  const url = value?.trim() ?? "";
  if (url === "") {
    throw new Error(
      "REACT_APP_API_URL is empty. Set it to the public address of the API, such as https://example.org/api, and build again.",
    );
  }
  if (!isPath(url) && !isHttpUrl(url)) {
    throw new Error(
      `REACT_APP_API_URL is "${url}", which is neither an http(s) address nor a path such as /api.`,
    );
  }
  return url.replace(/\/+$/, "");
}

function isPath(url: string): boolean {
  return /^\/(?!\/)/.test(url);
}

function isHttpUrl(url: string): boolean {
  return /^https?:\/\/[^/]/.test(url) && URL.canParse(url);
}
