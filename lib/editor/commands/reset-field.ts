import { fields } from '../../kit/fields';
import { schemaOf } from '../forms';
import { valueAt, withValue } from '../path';
import { basePath, type Target } from '../target';
import type { Command } from './command';

export interface ResetField {
  readonly target: Target;
  readonly field: string;
}

function fieldOf({ target, field: name }: ResetField) {
  const schema = schemaOf(target);
  return schema && fields(schema).find((field) => field.name === name);
}

export const resetField: Command<ResetField> = {
  id: 'reset-field',
  label: (_, args) => `Reset ${(fieldOf(args)?.title ?? args.field).toLowerCase()}`,
  available({ document }, args) {
    const field = fieldOf(args);
    return field !== undefined && valueAt(document.draft, [...basePath(args.target), args.field]) !== field.default;
  },
  run(document, args) {
    const field = fieldOf(args);
    if (!field) return document;
    return { ...document, draft: withValue(document.draft, [...basePath(args.target), args.field], field.default) };
  },
};
