import type { Templates } from '../../kit/file-tree';
import { checkStack, type Checked } from '../../stack';
import { problemResponse, readBounded } from '../http';
import { Busy, Gate } from './gate';
import type { Limits } from './limits';
import { RateLimit } from './rate';

/** What the answers share: one of each in a server. */
export interface Server {
  readonly limits: Limits;
  readonly reading: Gate;
  readonly working: Gate;
  readonly rate: RateLimit;
  templates(): Promise<Templates>;
}

export function serverOf(limits: Limits, templates: Server['templates']): Server {
  return { limits, reading: new Gate(limits.reading), working: new Gate(limits.working), rate: new RateLimit(limits.rate), templates };
}

/** One request and the server that it came to. */
export interface Call {
  readonly request: Request;
  readonly server: Server;
}

/** Thrown where an answer is known early; never a failure. */
export class Refusal extends Error {
  constructor(readonly response: Response) {
    super(`${response.status}`);
  }
}

const busy = () => new Refusal(problemResponse(503, 'Too busy', 'There is more to do than this server can. Try again in a moment.', { headers: { 'retry-after': '1' } }));

/** Work in its turn. @throws Refusal when there is too much of it. */
export async function inTurn<T>(gate: Gate, work: () => T | Promise<T>): Promise<T> {
  try {
    return await gate.run(work);
  } catch (error) {
    throw error instanceof Busy ? busy() : error;
  }
}

async function jsonIn({ request, server: { limits, reading } }: Call): Promise<unknown> {
  const body = await inTurn(reading, () => readBounded(request, limits.body));
  const refuse = (status: number, title: string, detail: string) => new Refusal(problemResponse(status, title, detail));
  if ('refused' in body) {
    if (body.refused === 'large') throw refuse(413, 'Too large', `A design has at most ${limits.body.bytes} bytes.`);
    if (body.refused === 'late') throw refuse(408, 'Too slow', `A design has to arrive within ${limits.body.milliseconds / 1000} seconds.`);
    throw refuse(400, 'Not a text', 'The body is not UTF-8.');
  }
  try {
    return JSON.parse(body.text);
  } catch (error) {
    throw refuse(400, 'Not JSON', `The body is not JSON: ${(error as Error).message}`);
  }
}

/** @throws Refusal that names every field that is wrong. */
export function accepted(checked: Checked): Extract<Checked, { ok: true }>['stack'] {
  if (checked.ok) return checked.stack;
  throw new Refusal(problemResponse(422, 'Not a valid design', 'Some fields cannot be exported.', { problems: checked.problems }));
}

/** The design in the body. @throws Refusal */
export async function designIn(call: Call) {
  return accepted(checkStack(await jsonIn(call)));
}
