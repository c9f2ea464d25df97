import type { StackRule } from '../rule';
import { hardeningRules } from './hardening';
import { networkRules } from './networks';
import { projectRules } from './project';
import { routeRules } from './routes';
import { secretRules } from './secrets';
import { tlsRules } from './tls';

/** Rules about the stack as a whole, a file for each family. */
export const stackRules: readonly StackRule[] = [...networkRules, ...routeRules, ...tlsRules, ...secretRules, ...hardeningRules, ...projectRules];
