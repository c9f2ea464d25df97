import { listWords } from '../kit/list-words';
import type { Stack } from '../stack';
import { presets, type Preset, withPreset } from '../stack/presets';
import { type Difference, differencesOf } from './differences';

/** A design to begin with, beside the one that is there. */
export interface Start {
  readonly preset: Preset;
  /** What the design would be. */
  readonly stack: Stack;
  readonly differences: readonly Difference[];
}

/** What each preset would make of a design. */
export function startsFrom(stack: Stack): readonly Start[] {
  return presets.map((preset) => {
    const next = withPreset(stack, preset);
    return { preset, stack: next, differences: differencesOf(stack, next) };
  });
}

/** Differences in one line: `adds Valkey and Backup · removes pgAdmin · changes 14 settings`. */
export function differencesWords(differences: readonly Difference[]): string {
  const owners = (wanted: Difference['kind']) => listWords(differences.filter(({ kind }) => kind === wanted).map(({ owner }) => owner));
  const changed = differences.filter(({ kind }) => kind === 'changed').length;
  const [added, removed] = [owners('added'), owners('removed')];
  return [
    ...(added ? [`adds ${added}`] : []),
    ...(removed ? [`removes ${removed}`] : []),
    ...(changed > 0 ? [`changes ${changed} ${changed === 1 ? 'setting' : 'settings'}`] : []),
  ].join(' · ');
}
