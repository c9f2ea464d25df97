import { focusField } from '@/components/form';

/** Marks the element that holds the form of what is selected. */
export const INSPECTOR_ID = 'inspector';

const FIELDS = '[data-field] :is(input:checked, input:not([type=radio]), select, textarea, button[role=switch])';

/** Puts the focus into the form: on a field of a group, or on the first one. Waits for the form to be drawn. */
export function focusInspector(group?: string, field?: string): void {
  // Two frames: a dialog that closes gives the focus back first.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const inspector = document.getElementById(INSPECTOR_ID);
      if (!inspector) return;
      const form = group ? inspector.querySelector(`[data-group="${CSS.escape(group)}"]`) : null;
      if (form && field && focusField(form, field)) return;
      const first = (form ?? inspector).querySelector<HTMLElement>(FIELDS) ?? inspector.querySelector<HTMLElement>('button');
      first?.focus();
    }),
  );
}

/** Frames that a part of the page is given to arrive: it may have to be loaded. */
const PATIENCE = 60;

function focusWhenThere(selector: string, frames = PATIENCE): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) {
    const section = element.closest('details');
    if (section) section.open = true;
    element.focus();
  } else if (frames > 0) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
}

/** Calls `next` as soon as an element that had the focus is gone, and nothing else has it. */
export function whenGone(element: HTMLElement, next: () => void, frames = PATIENCE): void {
  if (element.isConnected && frames > 0) requestAnimationFrame(() => whenGone(element, next, frames - 1));
  else if (document.activeElement === document.body) next();
}

/** Puts the focus on a secret in the form that is being opened. */
export function focusSecret(name: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusWhenThere(`#${INSPECTOR_ID} [data-secret="${CSS.escape(name)}"] input`)));
}

/** Puts the focus on the text of the file that is being shown. */
export function focusFile(path: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusWhenThere(`[data-file="${CSS.escape(path)}"] [role=region]`)));
}

/** Puts the focus on a finding in the list of the audit. */
export function focusFinding(key: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusWhenThere(`[data-finding="${CSS.escape(key)}"]`)));
}

/** Puts the focus on the tab of a panel that is being opened. */
export function focusPanel(panel: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusWhenThere(`[role=tab][id$="-tab-${panel}"]`)));
}

/** After something that may have taken away what had the focus: it goes to the title of the form that is shown then. */
export function keepFocus(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>(`#${INSPECTOR_ID} h2`)?.focus();
    }),
  );
}

/** Puts the focus back on what is selected in the diagram or in the list, if that can be seen. */
export function focusDesign(id: string): void {
  const escaped = CSS.escape(id);
  document
    .querySelector<HTMLElement>(`:is(.react-flow__node, .react-flow__edge)[data-id="${escaped}"], [data-outline-service="${escaped}"], [data-outline-connection="${escaped}"]`)
    ?.focus();
}

/** Marks the button that changes from the diagram to the list and back. */
export const DESIGN_SWITCH = 'data-design-switch';

/** The button that was pressed is gone: its counterpart has the focus. */
export function focusDesignSwitch(): void {
  requestAnimationFrame(() => focusWhenThere(`[${DESIGN_SWITCH}]`));
}
