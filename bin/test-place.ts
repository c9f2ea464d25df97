import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readDotenv } from '../lib/kit/test-dotenv';
import { packed } from './test-package';
import { scratch } from './test-scratch';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a program to its end, with a text on its standard input. */
export function ended(program: string, args: readonly string[], cwd: string, input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'pipe' });
    const [out, error]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }));
    // A command that ends before it has read everything closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A folder of its own for each test, so that several can run at once; calls of the packed command, in that folder. */
export async function placeOf(...command: readonly string[]) {
  const [{ command: program }, home] = await Promise.all([packed(), mkdtemp(path.join(scratch(), 'bin test '))]);
  const at = (...names: string[]) => path.join(home, ...names);
  const read = (...names: string[]) => readFile(at(...names), 'utf8');
  return {
    at,
    read,
    secretsIn: async (folder: string) => readDotenv(await read(folder, '.env')),
    names: () => readdir(home),
    async put(name: string, value: unknown): Promise<string> {
      await writeFile(at(name), typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value));
      return name;
    },
    /** Runs the command as a person does, in a folder that is not the repository. */
    run: (...args: string[]): Promise<Ended> => ended(process.execPath, [program, ...command, ...args], home),
    /** The same with a text on standard input. */
    feed: (input: string, ...args: string[]): Promise<Ended> => ended(process.execPath, [program, ...command, ...args], home, input),
    /** Another program in that folder. */
    call: (name: string, ...args: string[]): Promise<Ended> => ended(name, args, home),
  };
}
