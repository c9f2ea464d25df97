import { parseArgs } from 'node:util';
import { TargetError } from '../lib/server/write-export';
import type { Call, Command, Io, Options } from './command';
import { commands } from './commands';
import { exits, UsageError, type Exit } from './errors';
import { helpOf, overview } from './help';
import { GENERATOR_VERSION as version } from '../lib/kit/generator-version';

function parsed(command: Command, args: readonly string[], io: Io): Call<Options> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: command.options, allowPositionals: true });
    return { values, arguments: positionals, io };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee base2 ${command.name} --help.`);
  }
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<Exit> {
  const call = parsed(command, args, io);
  const { length } = call.arguments;
  if (length > command.most) throw new UsageError(`base2 ${command.name} takes ${command.most === 0 ? 'no argument' : `at most ${command.most}`}, not ${length}. See base2 ${command.name} --help.`);
  return command.run(call);
}

/** Everything in front of `--` that asks for help. */
function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === '--help' || arg === '-h');
}

async function dispatch([name, ...args]: readonly string[], io: Io): Promise<Exit> {
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return exits.ok;
  }
  const asked = name === 'help' ? args[0] : name;
  if (asked === undefined || asked === '--help' || asked === '-h') {
    io.out(`${overview(commands)}\n`);
    return exits.ok;
  }
  const command = commands.find((each) => each.name === asked);
  if (!command) throw new UsageError(`There is no command ${asked}. There are: ${commands.map((each) => each.name).join(', ')}.`);
  if (name !== 'help' && !wantsHelp(args)) return runCommand(command, args, io);
  io.out(`${helpOf(command)}\n`);
  return exits.ok;
}

const UNSEEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** A message quotes what it was given: what would move the cursor of a terminal or turn its direction is spelled out. */
const visible = (text: string) => text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);

/** The command line: runs a command and says how it ended. Never throws. */
export async function run(args: readonly string[], streams: Io): Promise<Exit> {
  const io: Io = { ...streams, error: (text) => streams.error(visible(text)) };
  try {
    return await dispatch(args, io);
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof TargetError;
    io.error(`${expected ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return expected ? exits.wrong : exits.failed;
  }
}
