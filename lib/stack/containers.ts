import * as z from 'zod';
import { Container, containerNamed } from '../container';
import { Memory } from '../kit/remembered';
import type { AnyService } from '../kit/service';
import { serviceIds, services, type ServiceId } from '../services';

/** Host names that mean something else inside a container, and what the diagram calls everybody outside. */
const OTHER_NAMES = ['localhost', 'gateway', 'host', 'visitors'];

function isTaken(name: string): boolean {
  return OTHER_NAMES.includes(name) || serviceIds.some((id) => name === id || name.startsWith(`${id}-`));
}

/** A host name of one label that no part of the stack has or may have. */
export const ContainerName = z
  .string()
  .regex(/^(?=.{1,30}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'Use 1 to 30 lower-case letters, digits and single hyphens, beginning with a letter' })
  .refine((name) => !isTaken(name), { error: 'This name, or its beginning, belongs to a part of the stack: take another' });

/** The stack is for one host: this many is more than it can carry. */
const MAX_CONTAINERS = 30;
export const TOO_MANY = `At most ${MAX_CONTAINERS} containers of your own`;

export const hasTooMany = (containers: object) => Object.keys(containers).length > MAX_CONTAINERS;

export const Containers = z.record(ContainerName, Container).refine((all) => !hasTooMany(all), { error: TOO_MANY });
export type Containers = z.infer<typeof Containers>;

interface WithParts {
  readonly services: object;
  readonly containers?: Readonly<Record<string, unknown>> | undefined;
}

/** Why a new container cannot have this name. */
export function nameProblem({ containers = {} }: WithParts, name: string): string | undefined {
  if (Object.hasOwn(containers, name)) return 'There is a container of this name already';
  if (Object.keys(containers).length >= MAX_CONTAINERS) return TOO_MANY;
  return ContainerName.safeParse(name).error?.issues[0]?.message;
}

/** `stem`, or with the first number behind it that makes it free. */
export function freeName({ containers = {} }: WithParts, stem: string): string {
  const base = stem.replace(/-\d+$/, '').slice(0, 26).replace(/-$/, '');
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!Object.hasOwn(containers, name)) return name;
  }
}

export function isServiceId(id: string): id is ServiceId {
  return Object.hasOwn(services, id);
}

/** Where the configuration of a service or container stands in a design. */
export function placeOf(id: string): readonly ['services' | 'containers', string] {
  return [isServiceId(id) ? 'services' : 'containers', id];
}

/** Whether names are right, for those that were asked for: each is asked for many times. */
const rightNames = new Memory<boolean>(1000);

/** What a service or container is, whether or not a design has it. */
export function definitionOf(id: string): AnyService | undefined {
  if (isServiceId(id)) return services[id];
  return rightNames.of(id, () => ContainerName.safeParse(id).success) ? containerNamed(id) : undefined;
}

/** The ids of all that a design is made of, services first. */
export function memberIds(stack: WithParts): string[] {
  const present: Readonly<Record<string, unknown>> = { ...stack.services };
  return [...serviceIds.filter((id) => present[id] !== undefined), ...Object.keys(stack.containers ?? {})];
}
