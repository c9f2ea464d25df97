const LINE = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

function unquoted(value: string): string {
  if (value.startsWith("'")) return value.slice(1, value.lastIndexOf("'"));
  if (value.startsWith('"')) return value.slice(1, value.lastIndexOf('"')).replace(/\\([\\"$])/g, '$1');
  return value.replace(/\s+#.*$/, '').trim();
}

/** The values of a `.env` as our own writer prints them: one line each, plain, single- or double-quoted. */
export function dotenvValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = LINE.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) values[match[1]] = unquoted(match[2]);
  }
  return values;
}
