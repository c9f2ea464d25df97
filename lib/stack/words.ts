import type * as z from 'zod';

const TYPES: Record<string, string> = {
  int: 'Use a whole number',
  number: 'Use a number',
  string: 'Use a text',
  boolean: 'Use true or false',
  array: 'Use a list',
  object: 'Use an object with fields',
};

const UNITS: Record<string, string> = { string: ' characters', array: ' entries' };

/** What a person can do about a value that breaks a rule for which the schema itself has no words. */
export const words: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return TYPES[issue.expected];
  if (issue.code === 'invalid_value') return `Use ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  if (issue.code === 'too_small') return `At least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'too_big') return `At most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  return undefined;
};
