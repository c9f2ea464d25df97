import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { atOnce } from '../kit/steps';
import { seed, holds } from '../kit/test-property';
import type { YamlValue } from '../kit/yaml-file';
import { checkStack, type Stack } from '../stack';
import { anyStack } from '../stack/test-stacks';
import { generate } from './index';
import { secretsFor, strictYaml, templates, yamlFiles } from './test-export';
import { printingYamlFile } from './yaml-document';

type Parts = Readonly<Record<string, unknown>>;

/** One edit: a part of the design becomes what it is in another one. */
interface Edit {
  readonly from: Stack;
  /** Which part, by its number among all; numbers beyond begin anew. */
  readonly part: number;
}

function edited(stack: Stack, { from, part }: Edit): Stack {
  const [mine, theirs] = [stack as Parts, from as Parts];
  const inside = Object.keys(from.services).map((id): [Parts, string] => [{ ...mine, services: { ...stack.services, [id]: (from.services as Parts)[id] } }, id]);
  const around = Object.keys(from).filter((name) => name !== 'services').map((name): [Parts, string] => [{ ...mine, [name]: theirs[name] }, name]);
  const all = [...around, ...inside];
  const checked = checkStack(all[part % all.length]?.[0]);
  return checked.ok ? checked.stack : stack;
}

/** Designs as an editor goes through them: each is the one before with one part changed, and the first comes back at the end. */
const session: fc.Arbitrary<readonly Stack[]> = fc
  .tuple(anyStack, fc.array(fc.record({ from: anyStack, part: fc.nat(40) }), { minLength: 3, maxLength: 10 }))
  .map(([first, edits]) => {
    const designs = edits.reduce<Stack[]>((all, edit) => [...all, edited(all.at(-1) ?? first, edit)], [first]);
    return [...designs, first];
  });

describe('what an earlier export left behind', () => {
  afterAll(() => vi.resetModules());

  test('changes no byte of a later one', async () => {
    for (const designs of fc.sample(session, { seed, numRuns: 4 })) {
      const warm = designs.map((stack) => generate(stack, { templates, secrets: secretsFor(stack) }));
      for (const at of [1, designs.length - 2]) {
        vi.resetModules();
        // Nobody has asked these modules anything before.
        const fresh = await import('./index');
        const stack = structuredClone(designs[at]) as Stack;
        expect(fresh.generate(stack, { templates: structuredClone(templates), secrets: secretsFor(stack) })).toEqual(warm[at]);
      }
      expect(warm.at(-1)).toEqual(warm[0]);
    }
  });

  test('changes no byte, whichever way the designs come', () => {
    holds(
      session,
      (designs) => {
        const made = (stack: Stack) => generate(structuredClone(stack), { templates, secrets: secretsFor(stack) });
        const there = designs.map(made);
        const back = [...designs].reverse().map(made).reverse();
        expect(back).toEqual(there);
      },
      4,
    );
  });
});

const word = fc.constantFrom('a', 'b', 'http', 'on', 'null', 'web-1', 'x.y', '1');
const line = fc.constantFrom('', 'plain', 'a: b', '# no comment', '  deeper', "it's", '"q"', '- item', 'yes', '0:0', '{{ env "A" }}', 'tail ');
const someText = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const { value: anyValue } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', maxDepth: 5 },
    fc.oneof(someText, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

describe('a YAML file that is printed in parts', () => {
  test('says what its data says', () => {
    holds(fc.dictionary(word, anyValue, { minKeys: 1, maxKeys: 4 }), (data) => {
      const text = atOnce(printingYamlFile({ kind: 'yaml', path: 'a.yml', references: 'shell', head: 'Head.', data, notes: { 'a.b': 'One.\n\nTwo.', a: 'Above.' } }));
      expect(strictYaml(text).toJS()).toEqual(structuredClone(data));
    }, 150);
  });

  test('looks as if it had been printed in one go', () => {
    holds(anyStack, (stack) => {
      const shipped = new Set(Object.values(templates).map(({ text }) => text));
      for (const { text } of yamlFiles(generate(stack, { templates, secrets: secretsFor(stack) })).filter((file) => !shipped.has(file.text))) {
        // Read and printed again, a comment would change places with the anchor.
        const plain = text.replace(' &hardened', '').replaceAll('    <<: *hardened\n', '');
        expect(strictYaml(plain).toString({ lineWidth: 0, flowCollectionPadding: false })).toBe(plain);
      }
    }, 12);
  });
});
