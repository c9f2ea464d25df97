import type { Exposure, Place, Reached } from './exposure';
import type { Facts } from './facts';
import type { FieldPlace } from './remedy';

/** `high`: an open door. `medium`: a lock that is missing. `low`: worth a thought. `info`: to know. */
export const severities = ['high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export interface Reference {
  readonly name: string;
  readonly url: string;
}

/** What is said of a rule, whether or not a design breaks it. */
export interface RuleFacts {
  /** Folder or family and name: `postgres/plain-password`. Tests and help pages know it. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  readonly reference: Reference;
}

/** A place where a rule is broken. */
export interface Hit {
  readonly where: Place;
  /** What stands there, in one sentence. */
  readonly what: string;
  /** Tells several hits of a rule apart. */
  readonly key?: string;
  /** The service that this hit is about, where a rule is about all of them. */
  readonly subject?: string;
}

/** What a person does where no click can: they alone know the value, or it is no matter of the design. */
export interface ByHand {
  /** In one sentence, to them. */
  readonly words: string;
  /** The field where that is done, if it is one of the design. */
  at?(facts: Facts): FieldPlace;
}

export function inField(field: string, section?: keyof Facts): () => FieldPlace {
  return () => ({ field, ...(section && { section }) });
}

export interface FixContext {
  readonly facts: Facts;
  readonly exposure: Exposure;
  readonly hit: Hit;
}

/** Fields of the configuration to change; or the whole service to take out, or to add. */
export type Change<C> = Partial<C> | 'remove' | 'add' | undefined;

/** A rule that belongs to one service: it looks at that service's part of the files, and its fix changes that service. */
export interface ServiceRule<C> extends RuleFacts {
  /** Looked at in designs that are without the service. */
  readonly whenAbsent?: true;
  find(exposure: Exposure, id: string): Hit[];
  readonly fix?: {
    /** What the button says. */
    readonly label: string;
    /** Undefined where this design cannot be mended that way. */
    change(config: C, context: FixContext): Change<C>;
  };
  /** Needed where there is no fix, or not for every design. */
  readonly byHand?: ByHand;
}

/** The ways in from outside whose requests a service gets; what the edge answers or redirects itself is none of them. */
export function forwardsTo({ reached }: Exposure, id: string | undefined): readonly Reached[] {
  return id === undefined ? [] : reached.filter(({ does, service, local }) => does === 'forward' && service === id && !local);
}

/** Whether everybody comes as far as the program, with neither addresses nor a password asked for at the edge. */
export function isOpen({ guard }: Reached): boolean {
  return guard === 'open' || guard === 'app login';
}

/** The value of a variable of `.env`. */
export function settingOf({ settings }: Exposure, name: string): string {
  return settings.get(name)?.value ?? '';
}

/** A hit at a variable of `.env`, when its value is one that should not be. */
export function settingHit({ settings }: Exposure, name: string, isWrong: (value: string) => boolean, what: (value: string) => string): Hit[] {
  const setting = settings.get(name);
  return setting && isWrong(setting.value) ? [{ where: setting.where, what: what(setting.value) }] : [];
}
