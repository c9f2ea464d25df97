import { ask } from './remedy';
import type { Violation } from './service';

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { v4: 32, v6: 128 } as const;

function ipv4(address: string): bigint {
  return address.split('.').reduce((all, octet) => all * 256n + BigInt(octet), 0n);
}

function groups(half: string): bigint[] {
  return half === '' ? [] : half.split(':').map((group) => BigInt(`0x${group}`));
}

function ipv6(address: string): bigint {
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const inHex = tail === undefined ? address : address.replace(tail, `${(ipv4(tail) >> 16n).toString(16)}:${(ipv4(tail) & 0xffffn).toString(16)}`);
  const [left = '', right] = inHex.split('::');
  const before = groups(left);
  const after = groups(right ?? '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((all, group) => all * 65536n + group, 0n);
}

function rangeOf(cidr: string): Range & { readonly bits: number } {
  const [address = '', prefix] = cidr.split('/');
  const bits = address.includes(':') ? BITS.v6 : BITS.v4;
  const value = bits === BITS.v6 ? ipv6(address) : ipv4(address);
  const size = 1n << BigInt(bits - Number(prefix ?? bits));
  const first = value - (value % size);
  return { bits, first, last: first + size - 1n };
}

/** How many of the first bits of an address its range fixes; all of them for a single address. */
export function prefixLength(cidr: string): number {
  const [address = '', prefix] = cidr.split('/');
  return Number(prefix ?? (address.includes(':') ? BITS.v6 : BITS.v4));
}

function covers(ranges: readonly Range[], bits: number): boolean {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1));
  let next = 0n;
  for (const { first, last } of sorted) {
    if (first > next) return false;
    if (last >= next) next = last + 1n;
  }
  return next === 1n << BigInt(bits);
}

/** Whether addresses and ranges together are every IPv4 or every IPv6 address; each must be a right one (`isCidr`). */
export function coversEverybody(list: readonly string[]): boolean {
  const ranges = list.map(rangeOf);
  return Object.values(BITS).some((bits) => covers(ranges.filter((range) => range.bits === bits), bits));
}

/** A list that everybody is on keeps nobody out. */
export function openAllowlist(field: string, allow: readonly string[]): Violation[] {
  return coversEverybody(allow)
    ? [{ rule: 'open-allowlist', field, message: 'Together these ranges are every IPv4 or every IPv6 address, so the list keeps nobody out: name the addresses that may', remedies: [[ask(field)]] }]
    : [];
}
