/**
 * The words of a command line as a shell parts them: spaces, single and double quotes, backslashes. Nothing is filled
 * in or run: `$` and `;` are letters. Undefined when a quote is not closed.
 */
export function commandWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '\\' && quote !== "'") {
      at += 1;
      if (at === line.length) return undefined;
      // Between double quotes a backslash stays, but before what would end or escape them.
      word = (word ?? '') + (quote && !/["\\]/.test(line.charAt(at)) ? '\\' : '') + line.charAt(at);
    } else if (letter === quote) quote = undefined;
    else if (quote === undefined && /["']/.test(letter)) {
      quote = letter;
      word ??= '';
    } else if (quote === undefined && letter === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
