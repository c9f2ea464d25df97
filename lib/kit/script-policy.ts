const OPEN = /'unsafe-eval'|\s(\*|https?:|data:)(\s|$)/i;
const INLINE = /'unsafe-inline'/i;
/** Browsers that know these pass over 'unsafe-inline' beside them (https://www.w3.org/TR/CSP3/#allow-all-inline). */
const NAMED = /'(nonce|sha(256|384|512))-|'strict-dynamic'/i;

/** The directives that say which scripts may run; none where a policy says nothing of them. */
function scriptDirectives(policy: string): string[] {
  const directives = policy.split(';').map((each) => each.trim());
  const named = (name: string) => directives.find((each) => each.split(/\s+/)[0]?.toLowerCase() === name);
  return [named('script-src-elem'), named('script-src-attr'), named('script-src') ?? named('default-src')].filter((each) => each !== undefined);
}

/** Whether a content security policy says anything of scripts; one without sources allows none. */
export function limitsScripts(policy: string): boolean {
  return scriptDirectives(policy).length > 0;
}

/** The directive by which a policy lets a script run that somebody smuggled in. */
export function openScripts(policy: string): string | undefined {
  return scriptDirectives(policy).find((each) => OPEN.test(each) || (INLINE.test(each) && !NAMED.test(each)));
}
