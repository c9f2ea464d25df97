import { stackJson } from '../../lib/generator/stack-json';
import { defineCommand } from '../command';
import { designOfLink } from '../design';
import { exits, UsageError } from '../errors';

export const open = defineCommand({
  name: 'open',
  summary: 'Prints the design of a share link as a stack.json.',
  usage: 'LINK',
  most: 1,
  about: 'The link is read here; nothing is fetched. Quote it: # begins a comment in a shell.',
  options: {},
  examples: [
    ["base2 open 'http://localhost:3000/#s=3.I0cP8Z5EjkOo…' > stack.json", 'what a teammate has sent'],
    ["base2 open \"$LINK\" | base2 diff stack.json -", 'what in it differs from yours'],
  ],
  async run({ arguments: [source], io }) {
    if (source === undefined) throw new UsageError('Name the link to open, in quotes.');
    io.out(stackJson(designOfLink(source)));
    return exits.ok;
  },
});
