import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { parseDraft } from './stored';

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
