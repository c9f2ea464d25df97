import type * as z from 'zod';
import { serviceIds, services, type ServiceId } from '../../services';
import { applySetting, checkStack, defaultStack, pathText, sections, STACK_VERSION, valueProblem, type Stack } from '../../stack';
import type { Note } from '../dropped';

type Parts = Record<string, Record<string, unknown>>;

function schemaOf(part: string, id: string): z.ZodObject | undefined {
  if (part === 'services') return serviceIds.includes(id as ServiceId) ? (services[id as ServiceId].schema as z.ZodObject) : undefined;
  return sections.find((section) => section.id === part)?.schema;
}

/** A design while it is read from a file, with the line that each value came from. */
export class Gathered {
  readonly services: Parts = Object.fromEntries(serviceIds.filter((id) => services[id].presence === 'required').map((id) => [id, {}]));
  readonly containers = new Map<string, Record<string, unknown>>();
  readonly whole: Parts = Object.fromEntries(sections.map(({ id }) => [id, {}]));
  readonly understood: Note[] = [];
  readonly left: Note[] = [];
  private readonly lines = new Map<string, number>();

  leave(line: number, message: string): void {
    this.left.push({ line, message });
  }

  /** Takes a text for a field of a service or of the stack. @returns what is wrong with it. */
  set(part: string, id: string, field: string, text: string, line: number): string | undefined {
    const schema = schemaOf(part, id);
    const path = [...(part === 'services' ? [part, id] : [part]), field];
    const applied = applySetting({}, `${path.join('.')}=${text}`);
    if (!schema || 'problem' in applied) return 'there is no such field';
    const at = part === 'services' ? ((applied.draft['services'] as Parts)[id] ?? {}) : (applied.draft[part] as Record<string, unknown>);
    const problem = valueProblem(schema, field, at[field]);
    if (problem !== undefined) return problem;
    const target = part === 'services' ? (this.services[id] ??= {}) : (this.whole[part] ??= {});
    target[field] = at[field];
    this.lines.set(path.join('.'), line);
    return undefined;
  }

  /** A container of the owner's, with the line of each field. */
  contain(name: string, config: Record<string, unknown>, lines: ReadonlyMap<string, number>, line: number): void {
    this.containers.set(name, config);
    this.lines.set(`containers.${name}`, line);
    for (const [field, at] of lines) this.lines.set(`containers.${name}.${field}`, at);
  }

  draft(): Record<string, unknown> {
    return {
      version: STACK_VERSION,
      ...structuredClone(this.whole),
      services: structuredClone(this.services),
      ...(this.containers.size > 0 && { containers: structuredClone(Object.fromEntries(this.containers)) }),
    };
  }

  private lineOf(path: readonly (string | number)[]): number | undefined {
    for (let length = path.length; length > 0; length -= 1) {
      const line = this.lines.get(path.slice(0, length).join('.'));
      if (line !== undefined) return line;
    }
    return undefined;
  }

  /** The design of what was read. What breaks a rule is taken out, and said: first the value, then all around it. */
  settled(draft: Record<string, unknown> = this.draft()): Stack {
    for (let round = 0; round < 12; round += 1) {
      const checked = checkStack(draft);
      if (checked.ok) return checked.stack;
      for (const { path, message } of checked.problems) {
        const line = this.lineOf(path);
        this.left.push({ ...(line !== undefined && { line }), message: `${pathText(path)} is left as it is without the file: ${message}.` });
        takenOut(draft, path.map(String), round);
      }
    }
    return defaultStack;
  }
}

/** Removes the value at a path, or what is around it when that was not enough. */
function takenOut(draft: Record<string, unknown>, path: readonly string[], round: number): void {
  const field = path[0] === 'services' || path[0] === 'containers' ? 3 : 2;
  const depth = Math.min(path.length, round < 4 ? field : round < 8 ? field - 1 : 1);
  let around: Record<string, unknown> | undefined = draft;
  for (const key of path.slice(0, depth - 1)) {
    const next: unknown = around && Object.hasOwn(around, key) ? around[key] : undefined;
    around = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : undefined;
  }
  const key = path[depth - 1] ?? '';
  if (!around || !Object.hasOwn(around, key)) return;
  const isRequired = path[0] === 'services' && depth === 2 && services[key as ServiceId]?.presence === 'required';
  if (isRequired) around[key] = {};
  else Reflect.deleteProperty(around, key);
}
