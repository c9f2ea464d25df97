import { dotenvLines } from '../kit/dotenv-lines';

/** The values of a `.env` as our own writer prints them; a reference to another variable stays as it is written. */
export function dotenvValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, quote, text: written } of dotenvLines(text)) values[name] = quote === '"' ? written.replace(/\\([\\"$])/g, '$1') : written;
  return values;
}
