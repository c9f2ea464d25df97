import { fields, type Field } from '../kit/fields';
import type { Problem } from '../kit/finding';
import { isMap } from '../kit/is-map';
import { Container } from '../container';
import { serviceIds, services, type ServiceId } from '../services';
import { pathText } from './check';
import { sections } from './schema';

/** A plain object that a design is read from; not checked yet. */
export type Draft = Record<string, unknown>;

function fieldAt(path: readonly string[]): Field | undefined {
  const [first, second, third] = path;
  const section = sections.find(({ id }) => id === first);
  if (section && path.length === 2) return fields(section.schema).find(({ name }) => name === second);
  if (first === 'containers' && path.length === 3) return fields(Container).find(({ name }) => name === third);
  const id = serviceIds.find((known) => known === second);
  if (first !== 'services' || !id || path.length !== 3) return undefined;
  return fields(services[id].schema).find(({ name }) => name === third);
}

/** The text of a value as the field's type reads it; what does not fit is left for the schema to judge. */
function valueOf(field: Field, text: string): unknown {
  if (field.widget === 'number') return text.trim() === '' ? text : Number(text);
  if (field.widget === 'switch') return text === 'true' ? true : text === 'false' ? false : text;
  if (field.widget !== 'list' && field.widget !== 'lines') return text;
  // One in a line may hold commas.
  return text === '' ? [] : text.split(text.includes('\n') ? '\n' : ',').map((item) => item.trim());
}

function withValue(draft: Draft, path: readonly string[], value: unknown): Draft {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return { ...draft, [key]: value };
  return { ...draft, [key]: withValue(isMap(draft[key]) ? draft[key] : {}, rest, value) };
}

function withoutService(draft: Draft, id: ServiceId): Draft {
  const present = isMap(draft['services']) ? draft['services'] : {};
  const { [id]: _removed, ...rest } = present;
  return { ...draft, services: rest };
}

/** Switches a whole service: `services.nginx=true`, `services.pgadmin=false`. */
function withService(draft: Draft, id: ServiceId, text: string): Draft | string {
  if (text === 'false') return services[id].presence === 'required' ? `${id} cannot be left out` : withoutService(draft, id);
  if (text !== 'true') return 'Use true or false for a service';
  const present = isMap(draft['services']) ? draft['services'] : {};
  return isMap(present[id]) ? draft : withValue(draft, ['services', id], {});
}

/** Makes a container, or takes it out: `containers.worker=true`, `=false`, `={}`, or with fields as JSON. */
function withContainer(draft: Draft, name: string, text: string): Draft | string {
  const present = isMap(draft['containers']) ? draft['containers'] : {};
  if (text === 'false') {
    const left = Object.entries(present).filter(([key]) => key !== name);
    return { ...draft, containers: left.length > 0 ? Object.fromEntries(left) : undefined };
  }
  const config = text === 'true' ? {} : jsonOf(text);
  if (!isMap(config)) return 'Use true, false or an object such as {"image":"ghcr.io/you/app:1.2.3"} for a container';
  return withValue(draft, ['containers', name], { ...(isMap(present[name]) ? present[name] : {}), ...config });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A draft with a setting such as `services.traefik.httpPort=8080` applied.
 *
 * @returns a problem when the setting has no `=` or names no field.
 */
export function applySetting(draft: Draft, setting: string): { readonly draft: Draft } | { readonly problem: Problem } {
  const split = setting.indexOf('=');
  const path = (split < 0 ? setting : setting.slice(0, split)).split('.');
  const text = setting.slice(split + 1);
  const refuse = (message: string) => ({ problem: { id: 'set/invalid', path, message } });
  if (split < 0) return refuse('A setting is written path=value');
  const field = fieldAt(path);
  if (field) return { draft: withValue(draft, path, valueOf(field, text)) };
  const answer = (changed: Draft | string) => (typeof changed === 'string' ? refuse(changed) : { draft: changed });
  if (path[0] === 'containers' && path.length === 2) return answer(withContainer(draft, path[1] ?? '', text));
  const id = serviceIds.find((known) => known === path[1]);
  if (path[0] !== 'services' || path.length !== 2 || !id) return refuse(`There is no field ${pathText(path)}`);
  return answer(withService(draft, id, text));
}
