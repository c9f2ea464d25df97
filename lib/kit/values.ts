import * as z from 'zod';
import { ask } from './remedy';
import type { Violation } from './service';

/** A TCP port. `.meta()` and `.default()` are added where it is used. */
export const Port = z.int({ error: 'Use a whole number from 1 to 65535' }).min(1).max(65535);

/** A port that a process without privileges can listen on inside a container. */
export const ContainerPort = z
  .int({ error: 'Use a whole number from 1024 to 65535' })
  .min(1024, { error: 'Inside a container use 1024 or higher: lower ports need a privilege that no service has' })
  .max(65535);

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);

function isIpv6(address: string): boolean {
  if (!/^[0-9a-f:]+(:\d+\.\d+\.\d+\.\d+)?$/i.test(address) || !address.includes(':')) return false;
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (tail && !IPV4.test(tail[1] ?? '')) return false;
  const halves = (tail ? address.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0') : address).split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** Whether a text is an IPv4 or IPv6 address, with or without a prefix length (RFC 4632, RFC 4291). */
export function isCidr(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  if (rest.length > 0) return false;
  const v4 = IPV4.test(address);
  if (!v4 && !isIpv6(address)) return false;
  if (prefix === undefined) return true;
  return /^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= (v4 ? 32 : 128);
}

/** A list of client addresses that may pass. */
export const AddressList = z
  .array(z.string().refine(isCidr, { error: 'Use an address or range such as 203.0.113.7 or 2001:db8::/32' }))
  .max(64, { error: 'At most 64 addresses' });

export function isIpAddress(value: string): boolean {
  return isCidr(value) && !value.includes('/');
}

/** An e-mail address as pgAdmin and certificate authorities take it: plain letters, no quoting, no special domain of one label. */
export const EMAIL = /^[a-z0-9_+-]{1,64}(\.[a-z0-9_+-]{1,64}){0,8}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,63}$/i;

/** Ways to protect a route that is not for everybody. */
export const exposures = ['none', 'allowlist', 'basic-auth', 'both'] as const;
export type Exposure = (typeof exposures)[number];

export const exposureLabels: Record<Exposure, string> = {
  none: 'Not routed',
  allowlist: 'Allowed addresses',
  'basic-auth': 'Password',
  both: 'Both',
};

/** What the edge is told to check for an exposure. */
export function guardOf(exposure: string, allow: readonly string[]) {
  return {
    ...(needsAddresses(exposure) && { allow }),
    basicAuth: exposure === 'basic-auth' || exposure === 'both',
  };
}

/** Whether an exposure asks for addresses. */
export function needsAddresses(exposure: string): boolean {
  return exposure === 'allowlist' || exposure === 'both';
}

/** A list that nobody is on lets nobody in: surely not what was meant. */
export function emptyAllowlist(field: string, exposure: string, allow: readonly string[]): Violation[] {
  return needsAddresses(exposure) && allow.length === 0
    ? [{ rule: 'empty-allowlist', field, message: 'An empty list lets nobody in: add at least one address or range', remedies: [[ask(field)]] }]
    : [];
}
