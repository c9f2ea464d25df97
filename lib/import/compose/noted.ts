import { applyDifference } from '../../kit/difference';
import { GENERATOR_VERSION } from '../../kit/generator-version';
import { DESIGN_KEY } from '../../generator/noted-design';
import { checkStack, DEFAULTS, pathText, type Stack } from '../../stack';
import { frozenDefaults } from '../../stack/defaults';
import { entryOf, leafText, type Tree } from '../yaml-tree';

/** What a compose file notes at its end: the design that it was made from, or why that cannot be read. */
export type Noted =
  | {
      readonly ok: true;
      readonly stack: Stack;
      /** What wrote the file, where that was another version than this one. */
      readonly other?: string;
    }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Compose doubles a dollar sign that is one. */
const plainText = (text: string) => text.replaceAll('$$', '$');

function valueOf(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(valueOf);
  if (tree.kind === 'map') return Object.fromEntries(tree.entries.map(({ key, value }) => [plainText(key), valueOf(value)]));
  return typeof tree.value === 'string' ? plainText(tree.value) : tree.value;
}

/** Where nodes stand, from a line each: `api: 12 40`. */
function placesIn(tree: Tree | undefined): unknown {
  if (tree?.kind !== 'map') return undefined;
  const placeOf = (text: string) => {
    const [x, y] = text.split(' ').map(Number);
    return { x, y };
  };
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, placeOf(leafText(value) ?? '')]));
}

/** The design that is noted in a compose file of this tool; undefined where none is. */
export function notedDesign(tree: Tree): Noted | undefined {
  const noted = entryOf(tree, DESIGN_KEY);
  if (!noted) return undefined;
  const { line, value } = noted;
  const number = Number(leafText(entryOf(value, 'defaults')?.value));
  const defaults = frozenDefaults[number - 1];
  if (defaults === undefined) return { ok: false, line, message: number > DEFAULTS ? 'a newer designer noted it' : 'it does not say what it differs from' };
  const differs = entryOf(value, 'differs')?.value;
  const layout = placesIn(entryOf(value, 'layout')?.value);
  const design = applyDifference(defaults, { ...(differs && (valueOf(differs) as object)), ...(layout !== undefined && { layout }) });
  const checked = checkStack(design);
  if (!checked.ok) return { ok: false, line, message: checked.problems.slice(0, 3).map(({ path, message }) => `${pathText(path)}: ${message}`).join('; ') };
  const generator = leafText(entryOf(value, 'generator')?.value) ?? '';
  return { ok: true, stack: checked.stack, ...(generator !== `base2 ${GENERATOR_VERSION}` && { other: generator }) };
}
