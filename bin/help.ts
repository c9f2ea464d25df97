import type { Command, Option } from './command';

const INDENT = '  ';

/** Characters of a line at a terminal. */
const WIDTH = 100;

/** A text in lines, all but the first behind `indent` blanks. */
export function wrapped(text: string, indent: number): string {
  const lines = text.split(' ').reduce<string[]>((all, word) => {
    const last = all.at(-1);
    if (last === undefined || indent + last.length + 1 + word.length > WIDTH) return [...all, word];
    return [...all.slice(0, -1), `${last} ${word}`];
  }, []);
  return lines.join(`\n${' '.repeat(indent)}`);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const indent = width + 2 * INDENT.length;
  const cell = (text: string) => text.split('\n').map((line) => wrapped(line, indent)).join(`\n${' '.repeat(indent)}`);
  return rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}${INDENT}${cell(right)}`).join('\n');
}

function spelled(name: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

function exitsOf({ found }: Command): string {
  return wrapped(`Exit codes: 0 done, ${found ? `1 ${found}, ` : ''}2 the call or the design is wrong (nothing is written), 3 something failed.`, 0);
}

/** How one command is used, with calls to copy. */
export function helpOf(command: Command): string {
  const { name, summary, usage, about, options, examples } = command;
  const rows = Object.entries(options).map(([option, facts]) => [spelled(option, facts), facts.help] as const);
  return [
    `base2 ${name}${usage ? ` ${usage}` : ''}${rows.length > 0 ? ' [options]' : ''}`,
    summary,
    ...(about ? [about] : []),
    table([...rows, ['-h, --help', 'this text']]),
    ['Examples', ...examples.map(([call, does]) => `${INDENT}# ${does}\n${INDENT}${call}`)].join('\n'),
    exitsOf(command),
  ].join('\n\n');
}

/** What there is. */
export function overview(commands: readonly Command[]): string {
  return `base2 designs hardened web stacks: a design (stack.json) goes in, a repository that runs with Docker comes out.

  base2 COMMAND [arguments] [options]      base2 COMMAND --help tells more, with examples

${table(commands.map(({ name, summary }) => [name, summary] as const))}

A DESIGN is a stack.json, a folder that was exported, a share link, or - for standard input.
Nothing is sent anywhere: every command works without a network.

To begin with:
  base2 new --preset hardened --set project.domain=app.example.com > stack.json
  base2 audit stack.json
  base2 export stack.json --out my-stack

Exit codes: 0 done, 1 there is something to look at (findings, differences), 2 the call or the design is
wrong (nothing is written), 3 something failed.`;
}
