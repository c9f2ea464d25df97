/** Fields that take what was typed when they are left. */
const TYPED = 'input:not([type=checkbox], [type=radio]), textarea';

/**
 * Takes what stands in the field that has the focus, as if it were left; the focus stays where it is. For whatever
 * reads the design at a key press, while somebody types.
 */
export function finishTyping(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !field.matches(TYPED)) return;
  field.blur();
  field.focus({ preventScroll: true });
}
