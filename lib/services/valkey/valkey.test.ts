import { describe, expect, it } from 'vitest';
import { valkey } from '.';

describe('valkey', () => {
  it('has defaults that it accepts itself', () => {
    expect(valkey.schema.safeParse({}).success).toBe(true);
  });
});
