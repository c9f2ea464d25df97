import first from './1.json';
import second from './2.json';

/**
 * The design that the tool started with, by its number (from 1): what links and compose files differ from. Never to be
 * changed, only added to; the last one is `defaultStack`, under the number `DEFAULTS`.
 */
export const frozenDefaults: readonly unknown[] = [first, second];
