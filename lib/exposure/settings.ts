import type { File } from '../kit/file-tree';
import type { Setting } from '../kit/exposure';
import { filled } from '../kit/fill';
import { oncePer } from '../kit/remembered';

const LINE = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

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

function valueIn(raw: string, values: Values): string {
  if (raw.startsWith("'")) return raw.slice(1, raw.lastIndexOf("'"));
  const text = raw.startsWith('"') ? raw.slice(1, raw.lastIndexOf('"')).replace(/\\([\\"])/g, '$1').replace(/\\\$/g, '$$$$') : raw.replace(/\s+#.*$/, '').trim();
  return interpolated(text, values);
}

/** The lines of `.env`; a reference is to a line above it. */
export function settingsOf(file: File | undefined): ReadonlyMap<string, Setting> {
  return file ? settingsIn(file) : new Map();
}

const settingsIn = oncePer((file: File): ReadonlyMap<string, Setting> => {
  const settings = new Map<string, Setting>();
  const values: Values = (name) => settings.get(name)?.value;
  for (const [index, line] of file.text.split('\n').entries()) {
    const match = LINE.exec(line);
    if (match?.[1] === undefined) continue;
    settings.set(match[1], { value: valueIn(match[2] ?? '', values), where: { file: file.path, line: index + 1 } });
  }
  return settings;
});
