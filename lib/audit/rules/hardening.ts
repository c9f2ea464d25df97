import { references } from '../../kit/references';
import type { Stack } from '../../stack';
import { each, together, type StackRule } from '../rule';

const harden = (stack: Stack, change: Partial<Stack['hardening']>): Stack => ({ ...stack, hardening: { ...stack.hardening, ...change } });

/** What every container is denied. A container that is to have it in spite of that says so itself, and has rules of its own. */
export const hardeningRules: readonly StackRule[] = [
  {
    id: 'hardening/writable', severity: 'medium', title: 'File systems can be written to',
    why: 'Whoever gets into a container can leave a program there and change the one that runs.',
    reference: references.rootFilesystem,
    find: ({ services }) => together(services, ({ data }) => data.read_only === undefined, (ids) => `read_only is missing for ${ids}.`),
    fix: { label: 'Read-only', apply: (stack) => harden(stack, { readOnly: true }) },
  },
  {
    id: 'hardening/capabilities', severity: 'medium', title: 'Containers keep kernel privileges',
    why: "Docker's default set lets a program that was taken over send raw packets and pass by file permissions.",
    reference: references.capabilities,
    find: ({ services }) => together(services, ({ data }) => !(data.cap_drop ?? []).includes('ALL'), (ids) => `cap_drop: ALL is missing for ${ids}.`),
    fix: { label: 'Drop them all', apply: (stack) => harden(stack, { capDrop: true }) },
  },
  {
    id: 'hardening/new-privileges', severity: 'medium', title: 'Programs may gain privileges',
    why: 'A set-uid program in an image makes root of whoever runs it.',
    reference: references.newPrivileges,
    find: ({ services }) => together(services, ({ data }) => !(data.security_opt ?? []).some((option) => option.startsWith('no-new-privileges')), (ids) => `no-new-privileges is missing for ${ids}.`),
    fix: { label: 'No new privileges', apply: (stack) => harden(stack, { noNewPrivileges: true }) },
  },
  {
    id: 'hardening/no-limits', severity: 'medium', title: 'Memory, CPU and processes have no limit',
    why: 'One program that runs wild, or is made to, takes the host and everything on it down.',
    reference: references.limits,
    find: ({ services }) => together(services, ({ data }) => data.mem_limit === undefined || data.pids_limit === undefined, (ids) => `There is no limit for ${ids}.`),
    fix: { label: 'Limit them', apply: (stack) => harden(stack, { limits: true }) },
  },
  {
    id: 'hardening/host-access', severity: 'high', title: 'A container is not apart from the host',
    why: 'With privileged, the network of the host or its Docker socket a hole in one program is a hole in the host.',
    reference: references.privileged,
    find: ({ services, networks, edge }) => {
      const isApart = (ids: readonly string[]) => ids.every((id) => networks.some((network) => network.id === id && network.internal));
      return each(
        services,
        ({ id, data, networks: on }) =>
          data.privileged === true || data.network_mode === 'host' || (data.security_opt ?? []).some((option) => option.includes('unconfined')) ||
          (id !== edge && !isApart(on) && (data.volumes ?? []).some(({ source }) => /docker\.sock$/.test(source ?? ''))),
        ({ id }) => `${id} has access to the host.`,
      );
    },
    byHand: { words: 'Take privileged, network_mode, security_opt or the socket out of that container: no design asks for them.' },
  },
];
