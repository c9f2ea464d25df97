import { checkStack, migrate, STACK_VERSION } from '../stack';
import type { Draft } from './document';

const PARTS = ['project', 'tls', 'hardening', 'services'];

/**
 * A draft from the text it was saved as; its values may break rules, as they could when it was saved. Undefined for
 * anything that is not the shape of a design.
 */
export function parseDraft(text: string): Draft | undefined {
  try {
    const value = migrate(JSON.parse(text));
    const checked = checkStack(value);
    if (checked.ok) return checked.stack;
    if (typeof value !== 'object' || value === null) return undefined;
    const draft = value as Record<string, unknown>;
    const whole = PARTS.every((part) => typeof draft[part] === 'object' && draft[part] !== null);
    return whole && draft['version'] === STACK_VERSION ? (value as Draft) : undefined;
  } catch {
    return undefined;
  }
}
