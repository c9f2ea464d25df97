import { describe, expect, it } from 'vitest';
import { defaultStack } from '@/lib/stack';
import { answerTo } from './reading';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const design = (change: object) => file('stack.json', JSON.stringify({ ...defaultStack, ...change }));
const named = (name: string) => ({ project: { ...defaultStack.project, name } });
const containers = (count: number, container: object) => ({ containers: Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}`, container])) });

describe('what is answered of files that were taken', () => {
  it('is the design in them', async () => {
    expect(await answerTo([design(named('mine'))])).toMatchObject({ opened: { ok: true, source: 'design', stack: named('mine') } });
  });

  it('is a sentence for one that is too large, of which nothing is fetched', async () => {
    const large = Object.assign(file('film.mp4', ''), { arrayBuffer: () => Promise.reject(new Error('fetched')) });
    Object.defineProperty(large, 'size', { value: 100 * 1024 * 1024 });
    expect(await answerTo([large])).toEqual({ opened: { ok: false, problems: ['film.mp4 is larger than 8 MB: no export is.'] } });
  });

  it('is a sentence for a folder, which browsers give as a file that cannot be read', async () => {
    const folder = Object.assign(file('shop', ''), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) });
    expect(await answerTo([folder])).toMatchObject({ opened: { problems: [expect.stringContaining('If it is a folder')] } });
  });
});

describe('a design with values that are wrong', () => {
  it('comes back as it was kept, to be corrected', async () => {
    expect(await answerTo([design(named('No name'))])).toMatchObject({ opened: { ok: false }, draft: named('No name') });
  });

  it.each([
    ['more of them than a form has kept', design(containers(25, { image: '??', port: 'x' }))],
    ['too many of a part', design(containers(500, { image: 'acme/x:1.0' }))],
    ['more text than any design', design(named('a'.repeat(200_000)))],
  ])('is refused where there are %s: the page would not end with them', async (_, given) => {
    const answer = await answerTo([given]);
    expect(answer).toMatchObject({ opened: { ok: false } });
    expect(answer.draft).toBeUndefined();
  });

  it('is none beside other files', async () => {
    expect((await answerTo([design(named('No name')), file('.env', 'A=1')])).draft).toBeUndefined();
  });
});
