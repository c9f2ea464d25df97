import { LINK_PREFIX } from '@/lib/share/prefix';

/** Takes the design out of the address: it goes its own way from here, and a reload must not bring the link's state back. */
export function forgetLink(): void {
  if (location.hash.startsWith(LINK_PREFIX)) history.replaceState(null, '', location.pathname + location.search);
}
