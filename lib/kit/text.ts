/**
 * Text in which variables of `.env` stand, kept apart from the text around them, so that each target language
 * (compose, dotenv, Traefik's Go templates) can escape the one and print the other in its own way.
 */
export type Text = string | Interpolated;

/** A variable of `.env`. An optional one may be missing or empty; a required one stops compose with a message. */
export interface Reference {
  readonly variable: string;
  readonly optional?: true;
}

export interface Interpolated {
  readonly parts: readonly (string | Reference)[];
}

/** The value of a variable that must be set and not empty. */
export function ref(variable: string): Interpolated {
  return { parts: [{ variable }] };
}

/** The value of a variable that may be empty. */
export function optionalRef(variable: string): Interpolated {
  return { parts: [{ variable, optional: true }] };
}

/** Template tag: text`http://django:${ref('DJANGO_PORT')}`. */
export function text(strings: TemplateStringsArray, ...values: readonly (Text | number)[]): Interpolated {
  const parts = strings.flatMap((literal, index) => {
    const value = values[index];
    if (value === undefined) return [literal];
    return typeof value === 'object' ? [literal, ...value.parts] : [literal, String(value)];
  });
  return { parts: parts.filter((part) => part !== '') };
}

/** The parts of a text; a plain string is one literal part. */
export function partsOf(value: Text): readonly (string | Reference)[] {
  return typeof value === 'string' ? [value] : value.parts;
}

/** The names of all variables that a text refers to. */
export function variablesIn(value: Text): string[] {
  return partsOf(value).flatMap((part) => (typeof part === 'string' ? [] : [part.variable]));
}

/**
 * For a value in a compose file. `$` starts an interpolation there and is doubled
 * (https://docs.docker.com/reference/compose-file/interpolation/).
 */
export function composeText(value: Text): string {
  return partsOf(value)
    .map((part) => {
      if (typeof part === 'string') return part.replaceAll('$', '$$$$');
      return part.optional ? `\${${part.variable}:-}` : `\${${part.variable}:?set ${part.variable} in .env}`;
    })
    .join('');
}

// A brace at the end would join the braces of what follows.
function goLiteral(literal: string): string {
  return literal.replace(/\{\{|\{$/g, '{{ "$&" }}');
}

/**
 * For a value in Traefik's file provider, which is a Go template before it is YAML
 * (https://doc.traefik.io/traefik/providers/file/#go-templating).
 */
export function traefikText(value: Text): string {
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? goLiteral(part) : `{{ env "${part.variable}" }}`))
    .join('');
}

/** For people: `${NAME}` where a variable stands. */
export function readableText(value: Text): string {
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? part : `\${${part.variable}}`))
    .join('');
}

const SAFE_UNQUOTED = /^[A-Za-z0-9_.,:/@+=%^~-]*$/;

/**
 * For the right side of a line in `.env`, as compose reads it. Text with references is double-quoted only where it
 * must be; a literal with special characters is single-quoted, which compose takes as it stands.
 * Line breaks are refused: no variable of ours has one, and scripts read `.env` by line.
 *
 * @throws RangeError on a line break or NUL.
 */
export function dotenvText(value: Text): string {
  const parts = partsOf(value);
  const literals = parts.filter((part) => typeof part === 'string').join('');
  if (/[\r\n\0]/.test(literals)) throw new RangeError('a value in .env cannot hold a line break');
  const printed = parts.map((part) => (typeof part === 'string' ? part : `\${${part.variable}}`)).join('');
  if (SAFE_UNQUOTED.test(literals)) return printed;
  const hasReference = parts.some((part) => typeof part !== 'string');
  // Compose reads \' as a quote even inside single quotes.
  if (!hasReference && !literals.includes("'") && !literals.endsWith('\\')) return `'${literals}'`;
  const escaped = parts
    .map((part) => (typeof part === 'string' ? part.replace(/[\\"$]/g, '\\$&') : `\${${part.variable}}`))
    .join('');
  return `"${escaped}"`;
}
