const controls = 'input, select, textarea, button[role=switch]';

/** Brings a field of a form into view, unfolds its section and puts the focus into it. */
export function focusField(root: ParentNode, name: string): boolean {
  const row = root.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  if (!row) return false;
  const section = row.closest('details');
  if (section) section.open = true;
  const checked = row.querySelector<HTMLElement>('input:checked');
  const control = checked ?? row.querySelector<HTMLElement>(`[id$="-control"]:is(${controls}), [id$="-control"] :is(${controls})`);
  row.scrollIntoView({ block: 'nearest' });
  control?.focus({ preventScroll: true });
  return true;
}
