import { describe, expect, it } from 'vitest';
import { HostName } from './project';

const said = (text: string) => HostName.safeParse(text).error?.issues[0]?.message;

describe('a host name', () => {
  it.each(['localhost', 'app.example.com', 'xn--mller-kva.de'])('may be %s', (text) => {
    expect(said(text)).toBeUndefined();
  });

  it.each([
    ['https://Shop.Example.org/basket', 'shop.example.org'],
    ['Shop.Example.org', 'shop.example.org'],
    ['shop.example.org.', 'shop.example.org'],
    ['localhost:8080', 'localhost'],
    ['müller.de', 'xn--mller-kva.de'],
  ])('that is written as %s is told as %s', (text, meant) => {
    expect(said(text)).toMatch(new RegExp(`^Write it as ${meant}:`));
  });

  it.each(['', 'a b', '10.0.0.1', 'under_score.example', 'https://', `${'a'.repeat(300)}.de`])('is not guessed from %j', (text) => {
    expect(said(text)).toMatch(/^Use a host name/);
  });
});
