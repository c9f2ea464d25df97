import type { Stack } from '../../stack';
import type { Note } from '../dropped';
import { variablesOfFields } from './fields-of';
import { missingFrom, nameOf, variableLines, writtenFor, type PlacedLine, type Wanted } from './nearest';
import { named } from './sentences';

/** Values that may stand in a design, as lines; those of secrets are never compared. */
export function comparable(text: string | undefined, stack: Stack): readonly PlacedLine[] {
  if (text === undefined) return [];
  const isField = variablesOfFields(stack);
  return variableLines(text).filter((line) => isField.has(nameOf(line)));
}

/** Lines of the file that the design does not make, and the other way round. */
function differing(stack: Stack, { lines }: Wanted): { readonly rest: readonly PlacedLine[]; readonly more: readonly PlacedLine[] } {
  const written = writtenFor(stack, { lines, variables: [] });
  return { rest: missingFrom(written, lines), more: missingFrom(lines, written) };
}

/** Of lines that the file lacks; it may lack all of them. */
const MOST_MORE = 10;

function sameness(count: number): string {
  if (count === 0) return 'The design makes the same compose file again, line by line.';
  return `The design makes the same compose file again, but for ${count === 1 ? 'one line' : `${count} lines`}.`;
}

/** What is to be said of a file whose design was found: how far it makes the file again, and each line that it does not. */
export function differences(stack: Stack, wanted: Wanted): { readonly same: string; readonly left: readonly Note[] } {
  const { rest, more } = differing(stack, wanted);
  return {
    same: sameness(rest.length + more.length),
    left: [
      ...more.slice(0, MOST_MORE).map(({ part, text: words }) => ({ message: `The file does not have a line that the design makes, below ${named(part)}: ${named(words)}.` })),
      ...rest.map(({ line, text: words }) => ({ line, message: `Nothing that could be read makes this line: ${named(words)}.` })),
    ],
  };
}
