import type { Connection } from './connection';
import type { Account, Need, Use } from './capabilities';
import type { RandomSecret } from './secret';
import type { Context } from './service';
import { ref, type Text } from './text';
import { secret, type Variable } from './variable';

/** A need for the cache that an application is content without, with an account of its own where there is one. */
export function cacheNeed(role: string, password: string, uses: readonly Use[]): Need {
  return { capability: 'cache', active: true, optional: true, account: { role, password, uses } };
}

function cacheOf({ outgoing }: Context): (Connection & { account: Account }) | undefined {
  return outgoing.flatMap((connection) => (connection.capability === 'cache' && connection.account ? [{ ...connection, account: connection.account }] : []))[0];
}

/** What an application must know to log in to the cache; nothing in a design without one. */
export function cacheEnvironment(context: Context): Record<string, Text> {
  const cache = cacheOf(context);
  if (!cache?.offer) return {};
  return {
    VALKEY_HOST: cache.to,
    VALKEY_PORT: cache.offer.portText,
    VALKEY_USER: cache.account.role,
    VALKEY_PASSWORD: ref(cache.account.password),
  };
}

export function cacheSecrets(context: Context): RandomSecret[] {
  const cache = cacheOf(context);
  return cache ? [{ kind: 'random', name: cache.account.password, length: 32, title: `Password of ${cache.account.role} in the cache`, change: 'Takes effect when both sides start anew. No data depends on it.' }] : [];
}

export function cacheVariables(context: Context): Variable[] {
  const cache = cacheOf(context);
  if (!cache) return [];
  const { role, password } = cache.account;
  return [{ name: password, comment: `Password of ${role} in the cache. A new one takes effect when both are started anew.`, value: secret(password) }];
}

/** Lists of packages that a Python application does without in a design that has no cache. */
export function cacheOmissions(folder: string, context: Context): string[] {
  return cacheOf(context) ? [] : ['in', 'txt'].map((ending) => `${folder}/requirements-valkey.${ending}`);
}
