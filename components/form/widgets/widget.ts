import type { Field } from '@/lib/kit/fields';

/** `typing`: more may follow; `done`: the value is meant. */
export type Phase = 'typing' | 'done';

export interface WidgetProps {
  readonly field: Field;
  readonly value: unknown;
  readonly id: string;
  /** Id of the label. */
  readonly labelledBy: string;
  /** Ids of help and error. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onChange: (value: unknown, phase: Phase) => void;
  /** Why choices cannot be made now, by their values. */
  readonly blocked?: Readonly<Record<string, string>> | undefined;
  /** What is wrong with single entries of a list, by position. */
  readonly entryProblems?: Readonly<Record<number, string>> | undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
