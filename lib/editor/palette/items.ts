import { fields, type Field } from '../../kit/fields';
import type { SecretSpec } from '../../kit/secret';
import { connections, memberIds, sections, type Stack } from '../../stack';
import { presets } from '../../stack/presets';
import { changedFields } from '../changed';
import { addable } from '../commands';
import type { Draft } from '../document';
import { drawn } from '../drawn';
import { findService, schemaOf } from '../forms';
import { valueAt } from '../path';
import { basePath, type Target } from '../target';
import { targetTitle, valueWords } from '../words';
import type { Item } from './item';

const titleOf = (id: string) => findService(id)?.title ?? id;

function targetsOf(draft: Draft): readonly Target[] {
  const own = sections.map(({ id }): Target => ({ kind: 'section', id }));
  return [...own, ...memberIds(draft).map((id): Target => ({ kind: 'service', id }))];
}

/** The field itself, or the one that hides it now. */
function shownFor(field: Field, all: readonly Field[], values: unknown): Field {
  const rule = field.visibleWhen;
  const ruling = rule && all.find(({ name }) => name === rule.field);
  if (!ruling) return field;
  const first = shownFor(ruling, all, values);
  return first === ruling && rule.in.includes(valueAt(values, [ruling.name]) ?? ruling.default) ? field : first;
}

function fieldItem(target: Target, field: Field, all: readonly Field[], values: unknown): Item {
  const owner = targetTitle(target);
  const path = [...basePath(target), field.name].join('.');
  const shown = shownFor(field, all, values);
  return {
    id: `field ${path}`,
    group: 'field',
    title: field.title,
    context: [owner, field.section].filter(Boolean).join(' · '),
    names: [path, ...(field.variable ? [field.variable] : [])],
    help: [field.description, ...(field.choices ?? []).map(({ label }) => label)].join(' '),
    detail: shown === field ? valueWords(field, valueAt(values, [field.name]) ?? field.default) : `depends on “${shown.title}”`,
    does: { kind: 'field', target, field: shown.name },
  };
}

/** Every field of the design, under the words of its form. */
export function fieldItems(draft: Draft): readonly Item[] {
  return targetsOf(draft).flatMap((target) => {
    const schema = schemaOf(target);
    const values = valueAt(draft, basePath(target));
    if (!schema || typeof values !== 'object') return [];
    const all = fields(schema);
    return all.map((field) => fieldItem(target, field, all, values));
  });
}

/** Every service and container of the design, and the stack itself. */
export function serviceItems(draft: Draft): readonly Item[] {
  const stack: Item = { id: 'stack', group: 'service', title: 'Stack', help: 'What holds for all services.', names: [draft.project.name], does: { kind: 'stack' } };
  const services = memberIds(draft).map((id): Item => {
    const { title = id, role = '' } = findService(id) ?? {};
    return { id: `service ${id}`, group: 'service', title, help: role, names: [id], does: { kind: 'service', id } };
  });
  return [stack, ...services];
}

/** What can be done to single services now. */
export function serviceActions(draft: Draft): readonly Item[] {
  const action = (id: string, verb: string, does: Item['does']): Item => ({
    id: `${does.kind} ${id}`,
    group: 'action',
    title: `${verb} ${titleOf(id)}`,
    names: [id],
    does,
    onlyFound: true,
    byWordsOnly: does.kind === 'remove' || does.kind === 'reset',
  });
  const members = memberIds(draft);
  const own = Object.keys(draft.containers ?? {});
  return [
    ...addable(draft.services).map((id): Item => ({ ...action(id, 'Add', { kind: 'add', id }), help: findService(id)?.role })),
    ...members.filter((id) => findService(id)?.presence !== 'required').map((id) => ({ ...action(id, 'Remove', { kind: 'remove', id }), names: [id, 'delete'] })),
    ...targetsOf(draft)
      .filter((target) => changedFields(target, draft).length > 0)
      .map((target): Item => ({ ...action(target.id, 'Reset', { kind: 'reset', target }), title: `Set ${targetTitle(target)} back to its defaults` })),
    ...own.flatMap((id) => [action(id, 'Rename', { kind: 'rename', id }), action(id, 'Duplicate', { kind: 'duplicate', id })]),
  ];
}

/** Every connection that can be drawn or cut now. `stack` is the design that the diagram shows. */
export function connectionItems(stack: Stack): readonly Item[] {
  const all = connections(stack);
  const cuts = all.filter(({ active, toggle }) => active && toggle);
  const draws = all.filter((one) => {
    const found = one.active ? undefined : drawn(stack, one.from, one.to);
    return found && 'connection' in found && found.connection.id === one.id;
  });
  const common = { group: 'action', onlyFound: true } as const;
  return [
    ...draws.map(({ id, from, to, label }): Item => ({ ...common, id: `connect ${id}`, title: `Connect ${titleOf(from)} to ${titleOf(to)}`, detail: label, does: { kind: 'connect', from, to } })),
    ...cuts.map(({ id, from, to, label }): Item => ({ ...common, id: `cut ${id}`, title: `Cut ${titleOf(from)} from ${titleOf(to)}`, names: ['disconnect'], detail: label, byWordsOnly: true, does: { kind: 'cut', id } })),
    ...all
      .filter(({ active }) => active)
      .map(({ id, from, to, label }): Item => ({ ...common, id: `connection ${id}`, group: 'service', title: `${titleOf(from)} to ${titleOf(to)}`, context: 'Connection', help: 'What flows, and what it passes.', detail: label, does: { kind: 'connection', id } })),
  ];
}

/** Every secret that the export needs and a person may replace; the value itself is not shown. */
export function secretItems(byService: Readonly<Record<string, readonly SecretSpec[]>>): readonly Item[] {
  return Object.entries(byService).flatMap(([service, specs]) =>
    specs
      .filter(({ kind }) => kind === 'random')
      .map(({ name, title }): Item => ({
        id: `secret ${name}`,
        group: 'field',
        title,
        context: `${titleOf(service)} · Secrets`,
        names: [name],
        help: 'secret password key',
        does: { kind: 'secret', service, name },
      })),
  );
}

export function presetItems(): readonly Item[] {
  return presets.map(({ id, title, description }) => ({ id: `preset ${id}`, group: 'preset', title, help: `Preset. ${description}`, context: 'Start from', does: { kind: 'preset', id } }));
}

export function fileItems(paths: readonly string[]): readonly Item[] {
  return paths.map((path) => {
    const at = path.lastIndexOf('/') + 1;
    return { id: `file ${path}`, group: 'file', title: path.slice(at), context: path.slice(0, Math.max(0, at - 1)), names: [path], does: { kind: 'file', path } };
  });
}

/** All that a design is made of, and all that can be done to it. */
export function designItems(draft: Draft, stack: Stack): readonly Item[] {
  return [...serviceItems(draft), ...serviceActions(draft), ...connectionItems(stack), ...presetItems(), ...fieldItems(draft)];
}

