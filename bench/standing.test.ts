import { describe, expect, it } from 'vitest';
import { compared } from './standing';

const verdictOf = (name: string, unit: string, ours: number, theirs: number) => compared([{ name, unit, value: ours }], [{ name, unit, value: theirs }])[0];

describe('the export beside the snippets of the specification', () => {
  it('is ahead with fewer seconds, bytes and milliseconds, and with more requests', () => {
    expect(verdictOf('second start until healthy', 's', 16, 74)?.verdict).toBe('ahead');
    expect(verdictOf('page: requests per second', '/s', 1700, 1300)?.verdict).toBe('ahead');
    expect(verdictOf('page: requests per second', '/s', 1300, 1700)?.verdict).toBe('behind');
    expect(verdictOf('image of api', 'MB', 300, 300)?.verdict).toBe('equal');
  });

  it('says why where it is behind, and says so where nobody knows why', () => {
    expect(verdictOf('build without cached layers', 's', 40, 13)?.why).toContain('TypeScript');
    expect(verdictOf('something new', 's', 40, 13)?.why).toBe('no reason is known: to be mended');
  });

  it('has no verdict on what the snippets do not have', () => {
    expect(compared([{ name: 'image of nginx', unit: 'MB', value: 20 }], [])).toEqual([{ name: 'image of nginx', unit: 'MB', value: 20, snippets: null, verdict: '' }]);
  });
});
