import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { addVersion, parseVersions, removeVersion, renameVersion, type Version, versionLimits, versionNameProblem, versionsText, withoutOldestAutomatic } from './versions';

const version = (id: string, part: Partial<Version> = {}): Version => ({
  id,
  name: `Version ${id}`,
  at: 1_700_000_000_000,
  kind: 'named',
  design: { ...defaultStack, project: { ...defaultStack.project, name: `shop-${id}` } },
  ...part,
});

function all(...added: Version[]): readonly Version[] {
  return added.reduce<readonly Version[]>((versions, next) => {
    const changed = addVersion(versions, next);
    return changed.ok ? changed.versions : versions;
  }, []);
}

const many = (count: number, part: Partial<Version> = {}) => Array.from({ length: count }, (_, index) => version(String(index), part));
const ids = (versions: readonly Version[]) => versions.map(({ id }) => id);

describe('versions of a design', () => {
  test('come back from the text that they are kept as, the newest first', () => {
    const versions = all(version('a'), version('b'));
    expect(parseVersions(versionsText(versions))).toEqual([version('b'), version('a')]);
  });

  test('that cannot be read do not take the others with them', () => {
    const text = JSON.stringify([version('a'), null, { ...version('b'), at: 'noon' }, { ...version('c'), design: 4 }, version('d')]);
    expect(ids(parseVersions(text))).toEqual(['a', 'd']);
  });

  test.each(['', '{', 'null', '{}', '"x"'])('are none in %j', (text) => {
    expect(parseVersions(text)).toEqual([]);
  });

  test('are renamed, which makes them the person’s own, and deleted', () => {
    const versions = renameVersion(all(version('a', { kind: 'automatic' })), 'a', ' Before the move ');
    expect(versions).toMatchObject([{ name: 'Before the move', kind: 'named' }]);
    expect(removeVersion(versions, 'a')).toEqual([]);
  });

  test.each(['', '   ', 'x'.repeat(61)])('are not called %j', (name) => {
    expect(versionNameProblem(name)).toBeDefined();
  });
});

describe('versions have bounds', () => {
  test('one more than there is room for is refused with a reason; none that a person named is thrown away', () => {
    const versions = all(...many(versionLimits.named));
    expect(addVersion(versions, version('more'))).toEqual({ ok: false, reason: expect.stringContaining('delete one') });
    expect(versions).toHaveLength(versionLimits.named);
  });

  test('old automatic ones make room by themselves', () => {
    const versions = all(version('mine'), ...many(versionLimits.automatic + 3, { kind: 'automatic' }));
    expect(versions).toHaveLength(versionLimits.automatic + 1);
    expect(ids(versions)).toContain('mine');
    expect(ids(versions)[0]).toBe(String(versionLimits.automatic + 2));
  });

  test('where there is no room at all, the oldest automatic one is given up first, and the last one added never', () => {
    const versions = all(version('old', { kind: 'automatic' }), version('mine'), version('new', { kind: 'automatic', design: { ...defaultStack, $schema: 'new' } as Version['design'] }));
    const fewer = withoutOldestAutomatic(versions, 'new');
    expect(ids(fewer ?? [])).toEqual(['new', 'mine']);
    expect(withoutOldestAutomatic(fewer ?? [], 'new')).toBeUndefined();
  });

  test('an automatic one is not kept twice', () => {
    const versions = all(version('a'), { ...version('a'), id: 'b', kind: 'automatic' });
    expect(ids(versions)).toEqual(['a']);
  });

  test('their text stays within its size', () => {
    const large = { design: { ...defaultStack, $schema: 'x'.repeat(versionLimits.characters / 4) } as Version['design'] };
    const versions = all(...many(3, { ...large, kind: 'automatic' }), version('small'));
    expect(versionsText(all(...versions.toReversed())).length).toBeLessThan(versionLimits.characters);
    const named = all(...many(3, large));
    expect(addVersion(named, version('huge', large))).toMatchObject({ ok: false });
  });
});
