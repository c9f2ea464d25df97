/** Every token that a template may hold. A token is legal text in all languages that templates are written in. */
export const tokens = [
  'NAME', 'ALSO', 'NETWORK', 'DOMAIN', 'ORIGIN', 'CURL', 'DIAGRAM', 'ADDRESSES', 'SERVICES', 'SECRETS', 'RENEW', 'AUTHORITY', 'CHALLENGE',
  'CONTAINERS', 'ADMIN', 'EDGE', 'LISTEN', 'SOCKET', 'LEAKS', 'GAPS', 'MAINTENANCE', 'ROUTERS', 'PLAIN',
  'MEMORY', 'PORTS', 'HTTP_PORT', 'HTTPS_PORT', 'PROTOCOLS', 'RULES', 'ADDRESS', 'UPSTREAM', 'FILL_IN', 'INSECURE', 'COMPOSE', 'SHARED_NETWORK', 'DEVELOPMENT_PORTS',
] as const;
export type Token = (typeof tokens)[number];

const ANY_TOKEN = /__([A-Z][A-Z_]*?)__/g;

/**
 * A template with its tokens filled in.
 *
 * @throws Error when the template holds a token that is not declared or has no value.
 */
export function fillIn(path: string, template: string, values: Partial<Record<Token, string>>): string {
  return template.replace(ANY_TOKEN, (whole, name: string) => {
    const value = values[name as Token];
    if (value === undefined) throw new Error(`${path}: the token ${whole} has no value`);
    return value;
  });
}
