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

/** Puts the focus back on what is selected in the diagram, if that can be seen. */
export function focusDiagram(id: string): void {
  document.querySelector<HTMLElement>(`:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(id)}"]`)?.focus();
}
