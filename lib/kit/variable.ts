import type { Secrets } from './secret';
import type { Text } from './text';

/** A line of `.env`. */
export interface Variable {
  readonly name: string;
  /** One or more lines above it: what it does, its unit, what to think of before changing it. */
  readonly comment: string;
  readonly value: Text | FromSecrets;
  /** The design does not decide it: what its owner wrote there stays when the stack is exported again. */
  readonly ownersChoice?: true;
  /** A secret that its owner fills in; a value `fromSecrets` is one anyway. */
  readonly sensitive?: true;
  /** The stack does not start before its owner has written a value here. */
  readonly ownerFillsIn?: true;
}

/** A value that is known only together with the secrets; `.env.example` has a placeholder in their place. */
export interface FromSecrets {
  readonly fromSecrets: (secrets: Secrets) => Text;
  /** Said in `.env` only, e.g. which password a hash belongs to. */
  readonly remark?: (secrets: Secrets) => string | undefined;
}

/** The secret itself as a variable's value. */
export function secret(name: string): FromSecrets {
  return { fromSecrets: (secrets) => requireSecret(secrets, name) };
}

/** @throws Error when an export is asked for without one of its secrets. */
export function requireSecret(secrets: Secrets, name: string): string {
  const value = secrets[name];
  if (value === undefined || value === '') throw new Error(`the secret ${name} is missing`);
  return value;
}
