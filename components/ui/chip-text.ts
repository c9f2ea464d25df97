/** Pasted text as entries: commas, semicolons, spaces and line ends part them, quotes and brackets around them go. */
export function splitChips(text: string): readonly string[] {
  return text
    .split(/[\s,;]+/)
    .map((entry) => entry.replace(/^["'[(]+|["'\])]+$/g, ''))
    .filter((entry) => entry !== '');
}

/** `values` and the entries of `text` that are not among them yet. */
export function addChips(values: readonly string[], text: string): readonly string[] {
  return [...new Set([...values, ...splitChips(text)])];
}
