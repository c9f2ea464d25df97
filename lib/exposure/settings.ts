import { dotenvLines, type DotenvLine } from '../kit/dotenv-lines';
import type { File } from '../kit/file-tree';
import type { Setting } from '../kit/exposure';
import { filled } from '../kit/fill';
import { oncePer } from '../kit/remembered';

type Values = (name: string) => string | undefined;

/** A text with its variables filled in as compose does it, those without a value by nothing. */
export function interpolated(text: string, values: Values): string {
  return filled(text, { get: values }).text;
}

/** `{{ env "NAME" }}` filled in, as Traefik's file provider does it. */
export function rendered(text: string, values: Values): string {
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{ env "([A-Za-z_][A-Za-z0-9_]*)" \}\}/g, (_all, name: string) => values(name) ?? '').replace(/\{\{ "(\{\{?)" \}\}/g, '$1');
}

function valueIn({ quote, text }: DotenvLine, values: Values): string {
  if (quote === "'") return text;
  // A dollar that is meant is doubled for what follows.
  return interpolated(quote === '"' ? text.replace(/\\([\\"$])/g, (_all, sign: string) => (sign === '$' ? '$$' : sign)) : text, values);
}

/** The lines of `.env`; a reference is to a line above it. */
export function settingsOf(file: File | undefined): ReadonlyMap<string, Setting> {
  return file ? settingsIn(file) : new Map();
}

const settingsIn = oncePer((file: File): ReadonlyMap<string, Setting> => {
  const settings = new Map<string, Setting>();
  const values: Values = (name) => settings.get(name)?.value;
  for (const line of dotenvLines(file.text)) settings.set(line.name, { value: valueIn(line, values), where: { file: file.path, line: line.line } });
  return settings;
});
