import * as z from 'zod';
import type { Stack } from '../../lib/stack';
import type { Io } from '../command';
import { readDesign, stackFrom } from '../design';
import { UsageError } from '../errors';
import { placeOf, type Place } from '../folder';

export const Source = z
  .union([z.record(z.string(), z.unknown()), z.string()])
  .describe('A design: the object itself, the path of a stack.json or of an exported folder, or a share link');
export type Source = z.infer<typeof Source>;

export const Settings = z
  .array(z.string())
  .optional()
  .describe('Fields to change, each path=value: project.domain=app.example.com, services.nginx=true. design_schema with `fields` lists them');

/** Standard input is the protocol's. */
export const noInput: Io = {
  read: () => Promise.reject(new UsageError('A design cannot come from standard input here: give the object, a path or a link.')),
  out: () => undefined,
  error: () => undefined,
};

/** A design to begin with. */
export function presetDesign(preset?: string, set: readonly string[] = []): Promise<Stack> {
  return readDesign(undefined, { preset, set }, noInput);
}

/** The design that a tool was given. @throws UsageError that names every field that is wrong. */
export async function designOf(source: Source, set: readonly string[] = []): Promise<Stack> {
  return typeof source === 'string' ? readDesign(source, { set }, noInput) : stackFrom(source, set);
}

/** The same with the folder that it lies in, if it was exported. */
export async function placeIn(source: Source): Promise<Place> {
  return typeof source === 'string' ? placeOf(source, noInput) : { stack: stackFrom(source, []) };
}
