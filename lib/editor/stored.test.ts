import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { parseDraft, parseStored, storedText } from './stored';

describe('a stored draft', () => {
  test('comes back as it was', () => {
    expect(parseDraft(JSON.stringify(defaultStack))).toEqual(defaultStack);
  });

  test('keeps values that break a rule', () => {
    const wrong = { ...defaultStack, project: { ...defaultStack.project, domain: 'https://' } };
    expect(parseDraft(JSON.stringify(wrong))).toEqual(wrong);
  });

  test('gets what a later version of the designer added', () => {
    const { tls: _, ...older } = defaultStack;
    expect(parseDraft(JSON.stringify(older))).toEqual(defaultStack);
  });

  test.each(['', 'null', '[]', '{"version":1,', '{"version":99}', '{"version":1,"project":{},"tls":{}}x'])('is refused when it reads %j', (text) => {
    expect(parseDraft(text)).toBeUndefined();
  });
});

describe('what the browser keeps', () => {
  test('says who wrote it last, and how often it was written', () => {
    const stored = { draft: defaultStack, revision: 7, writer: 'tab-1' };
    expect(parseStored(storedText(stored))).toEqual(stored);
  });

  test('may be a bare design of an earlier designer', () => {
    expect(parseStored(JSON.stringify(defaultStack))).toEqual({ draft: defaultStack, revision: 0, writer: '' });
  });

  test.each([{ revision: 1, writer: 'x', design: {} }, { revision: 1.5, writer: 'x', design: defaultStack }, { revision: 1, design: defaultStack }])('is refused when it is cut short: %#', (value) => {
    expect(parseStored(JSON.stringify(value))).toBeUndefined();
  });
});
