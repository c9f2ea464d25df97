import { inject } from 'vitest';
import { designs, type DesignName } from '../designs';
import { Stack } from './stack';

export function booted(name: DesignName) {
  const boot = inject('boots')[name];
  return { boot, stack: new Stack(designs[name], boot.dir) };
}
