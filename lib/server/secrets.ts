import { randomBytes } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import type { SecretSource } from '../kit/secret';

/** bcrypt's cost: 2^10 rounds, what htpasswd users expect of a log-in; the password itself is random. */
const BCRYPT_COST = 10;

/** Randomness and hashing of Node. */
export const nodeSecretSource: SecretSource = {
  random: (length) => randomBytes(length),
  bcrypt: (password) => hashSync(password, BCRYPT_COST),
};
