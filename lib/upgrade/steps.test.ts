import { describe, expect, it } from 'vitest';
import { blobId } from '../kit/blob-id';
import type { File } from '../kit/file-tree';
import { upgradeSteps, type Merge, type Origin } from './steps';

const origin = (text: string, known = true): Origin => ({ id: blobId(text), text: () => (known ? text : undefined) });
const file = (path: string, text: string, rest: Partial<File> = {}): File => ({ path, text, mode: 0o644, ...rest });

/** Joins both, and calls it a conflict when they are of one length. */
const merge: Merge = ({ yours, generated }) => ({ text: yours + generated, conflicts: yours.length === generated.length ? 1 : 0 });

function stepOf(before: Origin | undefined, yours: string | undefined, generated: File | undefined) {
  return upgradeSteps({ origin: new Map(before ? [['a', before]] : []), yours: () => yours, generated: generated ? [generated] : [], merge })[0];
}

describe('an upgrade of a file', () => {
  it('changes nothing when what is generated did not change, whatever its owner did', () => {
    expect(stepOf(origin('x'), 'mine', file('a', 'x'))).toBeUndefined();
    expect(stepOf(origin('x'), undefined, file('a', 'x'))).toBeUndefined();
    expect(stepOf(origin('x'), 'y', file('a', 'y'))).toBeUndefined();
  });

  it('takes the new text when its owner left it alone, known or not', () => {
    expect(stepOf(origin('x'), 'x', file('a', 'y'))).toMatchObject({ kind: 'write', what: 'updated', file: { text: 'y' } });
    expect(stepOf(origin('x', false), 'x', file('a', 'y'))).toMatchObject({ what: 'updated' });
  });

  it('merges when both changed it, and says where lines meet', () => {
    expect(stepOf(origin('x'), 'mine', file('a', 'yy'))).toMatchObject({ what: 'merged', file: { text: 'mineyy' } });
    expect(stepOf(origin('x'), 'mine', file('a', 'ours'))).toMatchObject({ what: 'conflict', conflicts: 1 });
  });

  it('leaves it when both changed it and the version in between is lost', () => {
    expect(stepOf(origin('x', false), 'mine', file('a', 'y'))).toEqual({ kind: 'leave', path: 'a', what: 'without its origin' });
  });

  it('leaves it removed where its owner removed it', () => {
    expect(stepOf(origin('x'), undefined, file('a', 'y'))).toEqual({ kind: 'leave', path: 'a', what: 'removed by you' });
  });

  it('removes what is no longer generated, unless its owner worked on it', () => {
    expect(stepOf(origin('x'), 'x', undefined)).toMatchObject({ kind: 'delete' });
    expect(stepOf(origin('x'), 'mine', undefined)).toMatchObject({ kind: 'leave', what: 'edited, no longer generated' });
    expect(stepOf(origin('x'), undefined, undefined)).toBeUndefined();
  });

  it('adds a new one, but never over a file of somebody else', () => {
    expect(stepOf(undefined, undefined, file('a', 'n'))).toMatchObject({ kind: 'write', what: 'new' });
    expect(stepOf(undefined, 'n', file('a', 'n'))).toBeUndefined();
    expect(stepOf(undefined, 'mine', file('a', 'n'))).toMatchObject({ kind: 'leave', what: 'in the way' });
  });

  it('passes over secrets and what an export only begins', () => {
    expect(stepOf(undefined, undefined, file('a', 'n', { mode: 0o600 }))).toBeUndefined();
    expect(stepOf(undefined, undefined, file('a', 'n', { starter: 'a' }))).toBeUndefined();
  });
});
