import { validationOf, type Validation } from '../../lib/report/validation';
import { defineCommand } from '../command';
import { designOptions, draftOfCall } from '../design';
import { exits, UsageError } from '../errors';

function textOf({ errors, warnings }: Validation): string {
  const lines = [
    ...errors.map(({ field, message }) => `error    ${field}: ${message}`),
    ...warnings.map(({ field, message }) => `warning  ${field}: ${message}`),
  ];
  return lines.length === 0 ? 'The design is valid.\n' : `${lines.join('\n')}\n`;
}

export const validate = defineCommand({
  name: 'validate',
  summary: 'Says whether a design is valid, and what to think about if it is.',
  usage: 'DESIGN',
  most: 1,
  about: `Errors name their field and keep a design from being exported. Warnings do not.
Designs of earlier versions are read, too.`,
  options: {
    ...designOptions,
    json: { type: 'boolean', default: false, help: '{"valid": …, "errors": […], "warnings": […]} on standard output' },
    strict: { type: 'boolean', default: false, help: 'ends with 1 when there is a warning' },
  },
  found: 'there is a warning and --strict was given',
  examples: [
    ['base2 validate stack.json', 'what is wrong, a line for each field'],
    ['base2 validate - --json < stack.json | jq -r ".errors[].field"', 'the same for programs'],
    ['base2 validate stack.json --set tls.mode=le-production', 'whether a change would be valid'],
  ],
  async run({ values: { json, strict, ...changes }, arguments: [source], io }) {
    if (source === undefined && changes.preset === undefined) throw new UsageError('Name the design to validate: a file, a folder, a link, or - for standard input.');
    const validation = validationOf(await draftOfCall(source, changes, io));
    if (json) io.out(`${JSON.stringify(validation, null, 2)}\n`);
    else if (validation.valid) io.out(textOf(validation));
    else io.error(textOf(validation));
    if (!validation.valid) return exits.wrong;
    return strict && validation.warnings.length > 0 ? exits.found : exits.ok;
  },
});
