import { GENERATOR_VERSION } from '../kit/generator-version';
import { isMap } from '../kit/is-map';
import { checkStack, pathText, STACK_VERSION } from '../stack';
import { refused, type Note, type Opened } from './dropped';

/** Problems of one file that are told; a file with more is another one. */
const MOST_PROBLEMS = 12;

/** Where a browser or Node says that it is; not all of them do. */
function lineOfJson(text: string, message: string): string {
  const line = /line (\d+) column/.exec(message)?.[1];
  if (line !== undefined) return `, line ${line}`;
  const at = /position (\d+)/.exec(message)?.[1];
  return at === undefined ? '' : `, line ${text.slice(0, Number(at)).split('\n').length}`;
}

/** What a file says of itself, for whoever wonders. */
function originOf(data: Readonly<Record<string, unknown>>): Note[] {
  const { version, generator } = data;
  return [
    ...(typeof version === 'number' && version < STACK_VERSION ? [{ message: `It is a design of version ${version}, and was brought to version ${STACK_VERSION}.` }] : []),
    ...(typeof generator === 'string' && generator !== `base2 ${GENERATOR_VERSION}` ? [{ message: `It was written by ${generator.slice(0, 40)}; this is base2 ${GENERATOR_VERSION}.` }] : []),
  ];
}

/** The design of a `stack.json`, of this or an earlier version. */
export function readDesignFile(name: string, text: string, source: 'zip' | 'design'): Opened {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused(`${name}${lineOfJson(text, String((error as Error).message))}: this is not JSON.`);
  }
  if (!isMap(data)) return refused(`${name} is not a design: there is no object { … } in it.`);
  const checked = checkStack(data);
  if (checked.ok) return { ok: true, stack: checked.stack, source, name, understood: originOf(data), left: [] };
  const words = checked.problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => `${name}, ${pathText(path)}: ${message}.`);
  const more = checked.problems.length - words.length;
  return refused(...words, ...(more > 0 ? [`${name}: and ${more} more.`] : []));
}
