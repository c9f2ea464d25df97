import { spawn } from 'node:child_process';

export interface Outcome {
  /** As one would type it, for messages. */
  asked: string;
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
  timeoutMs?: number;
}

/**
 * Only what a person's shell needs: a variable such as ENV or COMPOSE_FILE of the caller would silently win over
 * the export's own `.env`.
 */
const shellVariables = /^(PATH|HOME|USER|LANG|TMPDIR|DOCKER_.*|BUILDX_.*|.*_proxy|.*_PROXY|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|npm_config_cache)$/;

export function shellEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && shellVariables.test(entry[0]));
  return { ...Object.fromEntries(kept), ...extra };
}

/** Runs a program to its end; never throws for an exit code. A time-out counts as code 124, as with `timeout`. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  const asked = [program, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.cwd, env: shellEnvironment(options.env), stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, options.timeoutMs ?? 300_000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    const finish = (code: number) => {
      clearTimeout(timer);
      resolve({ asked, code: late ? 124 : code, stdout, stderr });
    };
    child.on('error', (error) => {
      stderr += error.message;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal ? 128 : 1)));
  });
}

/** What was asked and what came, short enough to read in a test report. */
export function tell(outcome: Outcome): string {
  const tail = (text: string) => text.trim().split('\n').slice(-40).join('\n');
  return `${outcome.asked}\nexit ${outcome.code}\n${tail(outcome.stdout)}\n${tail(outcome.stderr)}`;
}

export async function must(program: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  const outcome = await run(program, args, options);
  if (outcome.code !== 0) throw new Error(tell(outcome));
  return outcome;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks again until `probe` answers something other than undefined; says what was last seen when it never does. */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined>, timeoutMs = 60_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last = 'nothing';
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > end) throw new Error(`waited ${timeoutMs / 1000} s for: ${what}; last problem: ${last}`);
    await sleep(500);
  }
}
