import type { Connection } from '../kit/connection';
import { Container } from '../container';
import { services, type ServiceId } from '../services';
import { bind, connections, factsOf } from './connections';
import { definitionOf, placeOf } from './containers';
import { missingNeeds, providersOf } from './needs';
import type { Stack } from './schema';

/** A design with one field of one service changed. The result may break a rule; `checkStack` says so. */
export function setServiceField(stack: Stack, id: string, field: string, value: unknown): Stack {
  const [part] = placeOf(id);
  const members: Readonly<Record<string, object | undefined>> = stack[part] ?? {};
  return { ...stack, [part]: { ...members, [id]: { ...members[id], [field]: value } } } as Stack;
}

/** Switches a connection on or off through the field that controls it; a fixed one stays as it is. */
export function setConnection(stack: Stack, connectionId: string, on: boolean): Stack {
  const toggle = connections(stack).find(({ id }) => id === connectionId)?.toggle;
  if (!toggle) return stack;
  return setServiceField(stack, toggle.service, toggle.field, on ? toggle.on : toggle.off);
}

export type Found = { readonly connection: Connection } | { readonly reason: string };

function titleOf(id: string): string {
  return definitionOf(id)?.title ?? id;
}

/** The connection that a line drawn between two services means, or why there is none. */
export function findConnection(stack: Stack, from: string, to: string): Found {
  if (from === to) return { reason: 'A service does not need a connection to itself.' };
  const all = connections(stack);
  const match = all.find((connection) => connection.from === from && connection.to === to);
  if (match?.active) return { reason: `${titleOf(from)} and ${titleOf(to)} are connected already.` };
  if (match) return { connection: match };
  const turned = all.find((connection) => connection.from === to && connection.to === from);
  if (turned) return { reason: `It is ${titleOf(to)} that calls ${titleOf(from)}: draw the line the other way.` };
  return { reason: `${titleOf(from)} has no use for ${titleOf(to)}: ${titleOf(to)} offers nothing that it can be told to call.` };
}

/** Adds a service with its defaults, and those that it cannot be without. */
export function addService(stack: Stack, id: ServiceId): Stack {
  if (stack.services[id]) return stack;
  const added = { ...stack, services: { ...stack.services, [id]: services[id].schema.parse({}) } };
  return missingNeeds(bind(added)).reduce((design, { capability }) => {
    const [provider] = providersOf(capability, factsOf(stack));
    return provider ? addService(design, provider) : design;
  }, added);
}

/** Adds a container of the owner's: with its defaults, or as a copy of another one. */
export function addContainer(stack: Stack, name: string, config: Container = Container.parse({})): Stack {
  return { ...stack, containers: { ...stack.containers, [name]: config } };
}

function without<T>(members: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
}

export function removeContainer(stack: Stack, name: string): Stack {
  const { containers = {}, layout, ...rest } = stack;
  const left = without(containers, name);
  return {
    ...rest,
    ...(Object.keys(left).length > 0 && { containers: left }),
    ...(layout && { layout: without(layout, name) as Stack['layout'] }),
  };
}

/** A container under another name, at the same place. */
export function renameContainer(stack: Stack, from: string, to: string): Stack {
  const renamed = <T>(members: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(members).map(([key, value]) => [key === from ? to : key, value]));
  return {
    ...stack,
    ...(stack.containers && { containers: renamed(stack.containers) }),
    ...(stack.layout && { layout: renamed(stack.layout as Record<string, unknown>) as Stack['layout'] }),
  };
}

/** Takes an optional service out; one that the stack cannot be without stays. */
export function removeService(stack: Stack, id: ServiceId): Stack {
  if (services[id].presence === 'required') return stack;
  const { [id]: _removed, ...rest } = stack.services;
  const { [id]: _position, ...layout } = stack.layout ?? {};
  return { ...stack, services: rest as Stack['services'], ...(stack.layout && { layout }) };
}
