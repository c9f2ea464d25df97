import type { Account } from './capabilities';
import type { Context } from './service';
import { ref, type Text } from './text';

/** The variable that `DB_PASSWORD` of a container of the owner's own is in. */
export const OWN_PASSWORD = 'DB_PASSWORD';

/** What a program that asks the database itself is told. */
export const databaseVariables = ['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', OWN_PASSWORD] as const;

/** Where the database is and how to log in, for a program that asks it itself. */
export function databaseEnvironment(context: Context): Partial<Record<(typeof databaseVariables)[number], Text>> {
  const sql = context.outgoing.find(({ capability }) => capability === 'sql');
  if (!sql?.offer || !sql.account) return {};
  return {
    DB_HOST: sql.to,
    DB_PORT: sql.offer.portText,
    DB_NAME: sql.offer.details?.['database'] ?? '',
    DB_USER: sql.account.role,
    DB_PASSWORD: ref(sql.account.password),
  };
}

/**
 * The role of such a container: what stands before `__DB_PASSWORD` in the name of the secret, in lower case, with
 * `own_` in front, so that it is none of Postgres's or of ours. postgres/initdb/10-roles.sh makes it by the same rule.
 */
export function ownAccount(password: string): Account {
  return { role: `own_${password.slice(0, -`__${OWN_PASSWORD}`.length).toLowerCase()}`, password };
}
