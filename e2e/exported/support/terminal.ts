import { spawn } from 'node:child_process';
import { shellEnvironment, type Outcome } from './run';

/** One question of a program, and what a person types. */
export interface Answer {
  question: RegExp;
  typed: string;
}

/**
 * Runs a program in a terminal of its own (`script` of util-linux) and answers its questions in their order.
 * What it writes is all in `stdout`, as a terminal shows it.
 */
export function converse(command: string, answers: readonly Answer[], options: { cwd: string; timeoutMs?: number }): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { cwd: options.cwd, env: shellEnvironment({ TERM: 'dumb' }), stdio: ['pipe', 'pipe', 'pipe'] });
    const open = [...answers];
    let stdout = '';
    let unread = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000);
    child.stdin.on('error', () => undefined);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      unread += text;
      if (!open[0]?.question.test(unread)) return;
      child.stdin.write(`${open.shift()?.typed ?? ''}\n`);
      unread = '';
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ asked: command, code: code ?? 124, stdout, stderr: open.length > 0 ? `never asked: ${open.map(({ question }) => question.source).join(', ')}` : '' });
    });
  });
}
