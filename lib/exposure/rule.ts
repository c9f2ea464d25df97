/** Values of a matcher in a rule; of one that is negated, none: they are what is not matched. */
export const matched = (rule: string, matcher: string): string[] => [...rule.matchAll(new RegExp(`(?<!!\\s*)\\b${matcher}\\(\`([^\`]*)\`\\)`, 'g'))].map((match) => match[1] ?? '');

/** Parts of a rule that all have to hold; a rule with `||` at its top is one part, because `&&` binds more tightly. */
function partsOf(rule: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const [token] of rule.matchAll(/`[^`]*`|&&|\|\||[^]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0 && token === '||') return [rule.trim()];
    if (depth === 0 && token === '&&') parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim());
}

/** Names and paths alone, which are said as an address. */
const ADDRESS = /^(?:[\s()]|\|\||(?<!!\s*)\b(?:Host|Path|PathPrefix)\(`[^`]*`\))*$/;
const HEADER = /^(!?)\s*Header\(`([^`]*)`, ?`([^`]*)`\)$/;

function inWords(part: string): string {
  const [, not, name, value] = HEADER.exec(part) ?? [];
  return name === undefined ? `${part} holds` : `the header ${name} is ${not === '!' ? 'not ' : ''}${value}`;
}

/** What a rule asks for beyond a name and a path, in words; what there are no words for stands as it is. */
export function whenOf(rule: string): string | undefined {
  const conditions = partsOf(rule).filter((part) => !ADDRESS.test(part)).map(inWords);
  return conditions.length > 0 ? conditions.join(' and ') : undefined;
}
