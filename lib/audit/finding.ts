import type { RuleFacts } from '../kit/audit';
import type { Path, Place } from '../kit/exposure';
import type { Change } from '../kit/remedy';
import type { Stack } from '../stack';

/** A rule that is broken, and where. */
export interface Finding extends RuleFacts {
  /** The same for the same finding in the next design. */
  readonly key: string;
  /** The service or container that it is about, where there is one. */
  readonly subject?: string;
  /** What stands there, in one sentence. */
  readonly what: string;
  readonly where: Place;
  /** There where this design can be mended by a click. */
  readonly fix?: Fix;
  /** There where it cannot. */
  readonly byHand?: ByHand;
}

/** What a person has to do themselves. */
export interface ByHand {
  /** In one sentence, to them. */
  readonly words: string;
  /** The field of the design where that is done. */
  readonly path?: Path;
}

export interface Fix {
  /** What the button says. */
  readonly label: string;
  /** What it does to the design that was looked at. */
  readonly changes: readonly Change[];
  /** The design with the finding gone; undefined when it has changed so much meanwhile that this is no way any more. */
  apply(stack: Stack): Stack | undefined;
}

/** Paths of the design that a finding is about: what its fix changes, or where a person does. */
export function placesOf({ fix, byHand }: Finding): readonly Path[] {
  if (fix) return fix.changes.map(({ path }) => path);
  return byHand?.path ? [byHand.path] : [];
}
