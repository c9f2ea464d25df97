import type { parseArgs } from 'node:util';
import type { Exit } from './errors';

/** Where a command reads from and writes to: the process, or a test. */
export interface Io {
  /** Everything on standard input. @throws UsageError when it is longer than `limit` bytes. */
  read(limit: number): Promise<Uint8Array>;
  out(chunk: string | Uint8Array): void;
  error(text: string): void;
}

/** An option as `node:util` parses it, and as the help tells it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string | boolean | string[];
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string;
  readonly help: string;
}
export type Options = Readonly<Record<string, Option>>;

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values'];

export interface Call<O extends Options> {
  readonly values: Values<O>;
  readonly arguments: readonly string[];
  readonly io: Io;
}

export interface Command<O extends Options = Options> {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** The arguments as the help spells them: `[DESIGN]`. */
  readonly usage: string;
  /** At most so many arguments. */
  readonly most: number;
  /** What there is to know besides the options; lines of at most 100 characters. */
  readonly about: string;
  readonly options: O;
  /** Calls that can be copied, each with what it does. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  /** What the exit codes mean here, where it is more than everywhere. */
  readonly found?: string;
  run(call: Call<O>): Promise<Exit>;
}

/** Keeps the types of the options for `run`, and gives a command that stands in a list with others. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command;
}
