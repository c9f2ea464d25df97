import fc from 'fast-check';
import { describe, test, expect } from 'vitest';
import { holds } from '../kit/test-property';
import { memberIds, planOf, standingsOf, type Stack } from '../stack';
import { anyStack } from '../stack/test-stacks';
import { GENERATED_FILE } from './generated-file';
import { DESIGN_KEY } from './noted-design';
import { exportOf, networksOf } from './test-export';

const RUNS = 25;

describe('what the diagram shows', () => {
  test('of networks is what the compose file says, in every design', () => {
    holds(anyStack, (stack) => {
      const { services } = exportOf(stack).compose;
      for (const [id, { networks }] of Object.entries(standingsOf(planOf(stack)))) {
        const listed = services[id];
        if (listed) expect(new Set(networks)).toEqual(new Set(networksOf(listed)));
      }
    }, RUNS);
  });

  test('of places changes only where the design is noted, and there only the places', () => {
    const placed = anyStack.chain((stack) => {
      const position = fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) });
      return fc.record(Object.fromEntries(memberIds(stack).map((id) => [id, position]))).map((layout): [Stack, Stack] => [{ ...stack, layout: undefined }, { ...stack, layout } as Stack]);
    });
    holds(placed, ([before, after]) => {
      const noted = ['stack.json', 'local.docker.yml', GENERATED_FILE];
      const others = (stack: Stack) => exportOf(stack).files.filter(({ path }) => !noted.includes(path));
      expect(others(after)).toEqual(others(before));
      const compose = (stack: Stack) => {
        const { [DESIGN_KEY]: design, ...rest } = exportOf(stack).compose as unknown as Record<string, object>;
        return { ...rest, design: { ...design, layout: undefined } };
      };
      expect(compose(after)).toEqual(compose(before));
      const design = (stack: Stack) => ({ ...(JSON.parse(exportOf(stack).text('stack.json')) as object), layout: undefined });
      expect(design(after)).toEqual(design(before));
    }, RUNS);
  });
});
