import fc from 'fast-check';
import { describe, test, expect } from 'vitest';
import { holds } from '../kit/test-property';
import { memberIds, planOf, standingsOf, type Stack } from '../stack';
import { anyStack } from '../stack/test-stacks';
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

  test('of places changes no file but stack.json, and there only the places', () => {
    const placed = anyStack.chain((stack) => {
      const position = fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) });
      return fc.record(Object.fromEntries(memberIds(stack).map((id) => [id, position]))).map((layout): [Stack, Stack] => [{ ...stack, layout: undefined }, { ...stack, layout } as Stack]);
    });
    holds(placed, ([before, after]) => {
      const others = (stack: Stack) => exportOf(stack).files.filter(({ path }) => path !== 'stack.json');
      expect(others(after)).toEqual(others(before));
      const design = (stack: Stack) => ({ ...(JSON.parse(exportOf(stack).text('stack.json')) as object), layout: undefined });
      expect(design(after)).toEqual(design(before));
    }, RUNS);
  });
});
