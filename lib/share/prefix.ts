/** What stands in front of a shared design in the address of a page. */
export const LINK_PREFIX = '#s=';
