import { createContext, use } from 'react';
import type { Keeper } from '@/lib/editor/keeper';

export const KeeperContext = createContext<Keeper | null>(null);

/** @throws Error outside of the designer. */
export function useKeeper(): Keeper {
  const keeper = use(KeeperContext);
  if (!keeper) throw new Error('useKeeper needs a keeper above it');
  return keeper;
}
