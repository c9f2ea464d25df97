import { sameJson } from '../../kit/same-json';
import { checkStack } from '../check';
import { STACK_VERSION } from '../migrate';
import { defaultStack, type Stack } from '../schema';

/** Values by their names; what is left out keeps its default. */
type Part = Readonly<Record<string, unknown>>;

/** A design to begin with, as data: only what differs from the defaults stands there. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** For whom it is, in one sentence. */
  readonly description: string;
  readonly design: {
    readonly project?: Part;
    readonly tls?: Part;
    readonly hardening?: Part;
    readonly observability?: Part;
    /** Those of the default design, unless they are named here; `false` leaves one out. */
    readonly services?: Readonly<Record<string, Part | false>>;
  };
  /** What stays as it is in the design of a person who takes this preset, where they have changed it. */
  readonly keeps: readonly (readonly [section: 'project' | 'tls', field: string])[];
}

function servicesOf({ design }: Preset): Record<string, unknown> {
  const wanted: Record<string, unknown> = { ...defaultStack.services, ...design.services };
  return Object.fromEntries(Object.entries(wanted).filter(([, config]) => config !== false));
}

/** The preset as a design. @throws Error when it breaks a rule, which its test prevents. */
export function presetStack(preset: Preset): Stack {
  const { services: _, ...sections } = preset.design;
  const checked = checkStack({ version: STACK_VERSION, ...sections, services: servicesOf(preset) });
  if (checked.ok) return checked.stack;
  throw new Error(`${preset.id}: ${checked.problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
}

/** The preset in the place of a design: its name, its domain and its own containers stay where the preset allows it. */
export function withPreset(current: Stack, preset: Preset): Stack {
  const plain = presetStack(preset);
  const kept = (section: 'project' | 'tls') => {
    const names = preset.keeps.filter(([where]) => where === section).map(([, field]) => field);
    const entries = Object.entries(current[section]).filter(([field, value]) => {
      const usual = (defaultStack[section] as Part)[field];
      return names.includes(field) && !sameJson(value, usual);
    });
    return { ...plain[section], ...Object.fromEntries(entries) };
  };
  const checked = checkStack({
    ...plain,
    project: kept('project'),
    tls: kept('tls'),
    ...(current.containers && { containers: current.containers }),
    ...(current.layout && { layout: current.layout }),
  });
  return checked.ok ? checked.stack : plain;
}
