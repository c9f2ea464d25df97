import { describe, expect, test } from 'vitest';
import { keptFiles, lateFile, type File } from './file-tree';

describe('a file whose text is made late', () => {
  test('makes it when somebody looks, and once', () => {
    let times = 0;
    const file = lateFile('a', 0o644, () => `made ${(times += 1)}`);
    expect(times).toBe(0);
    expect([file.text, file.text, { ...file }, JSON.parse(JSON.stringify(file))]).toEqual(['made 1', 'made 1', { path: 'a', text: 'made 1', mode: 0o644 }, { path: 'a', text: 'made 1', mode: 0o644 }]);
  });

  test('is not made to see whether it is the one of before', () => {
    const file = (text: string): File => ({ path: 'b', text, mode: 0o644 });
    const never = () => {
      throw new Error('was made');
    };
    const [before, next] = [[lateFile('a', 0o644, never), file('same')], [lateFile('a', 0o644, never), file('same')]];
    expect(keptFiles(before, next)).toEqual([expect.objectContaining({ path: 'a' }), before[1]]);
    expect(keptFiles(before, next)[0]).toBe(next[0]);
    expect(keptFiles(before, next)[1]).toBe(before[1]);
  });

  test('is the one of before where both were read and say the same', () => {
    const [before, next] = [lateFile('a', 0o644, () => 'text'), lateFile('a', 0o644, () => 'text')];
    expect([before.text, next.text]).toEqual(['text', 'text']);
    expect(keptFiles([before], [next])[0]).toBe(before);
  });
});
