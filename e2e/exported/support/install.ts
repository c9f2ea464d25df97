import { run, tell } from './run';

/** What the person's own shell says of package registries, which the tests' bare environment leaves out. */
const registries = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && /^(GO|PIP_|npm_config_)/i.test(entry[0])));

/** One step of installing `name`; which one fails is in the message. */
export async function step(name: string, program: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const outcome = await run(program, args, { timeoutMs: 900_000, env: { ...registries, ...env } });
  if (outcome.code !== 0) throw new Error(`${name} cannot be installed: ${tell(outcome)}`);
}
