import { describe, expect, test } from 'vitest';
import { RateLimit } from './rate';

describe('a limit of requests', () => {
  test('lets a burst through, then says how long to wait', () => {
    let now = 0;
    const limit = new RateLimit({ perMinute: 6, burst: 2 }, () => now);
    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([undefined, undefined, 10, undefined]);
    now = 9000;
    expect(limit.take('a')).toBe(1);
    now = 10_000;
    expect([limit.take('a'), limit.take('a')]).toEqual([undefined, 10]);
    now = 1_000_000;
    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([undefined, undefined, 10]);
  });

  test('forgets who was longest away, so that many addresses do not fill the memory', () => {
    const limit = new RateLimit({ perMinute: 1, burst: 1 }, () => 0);
    for (let client = 0; client <= 10_000; client++) limit.take(String(client));
    expect([limit.take('0'), limit.take('10000')]).toEqual([undefined, 60]);
  });
});
