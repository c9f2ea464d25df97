import type { Hit, RuleFacts } from '../kit/audit';
import type { Exposure, Path, RunningService } from '../kit/exposure';
import type { Stack } from '../stack';

/** A rule about the stack as a whole. */
export interface StackRule extends RuleFacts {
  /** The design is for what no file says: what a fix would change, which containers are the owner's. */
  find(exposure: Exposure, design: Stack): Hit[];
  readonly fix?: {
    /** What the button says. */
    readonly label: string;
    /** Undefined where this design cannot be mended that way. */
    apply(stack: Stack, hit: Hit, exposure: Exposure): Stack | undefined;
  };
  /** Needed where there is no fix, or not for every design. */
  readonly byHand?: {
    /** In one sentence, to whoever does it. */
    readonly words: string;
    /** The field where that is done, if it is one of the design. */
    at?(stack: Stack, hit: Hit): Path | undefined;
  };
}

/** One hit for all services that break a rule together, at the first of them. */
export function together(services: readonly RunningService[], isWrong: (service: RunningService) => boolean, what: (ids: string) => string, ...key: string[]): Hit[] {
  const wrong = services.filter(isWrong);
  const [first] = wrong;
  if (!first) return [];
  const names = wrong.slice(0, 3).map(({ id }) => id).join(', ');
  return [{ where: first.place(...key), what: what(wrong.length > 3 ? `${names} and ${wrong.length - 3} more` : names) }];
}

/** A hit for each service that breaks a rule. */
export function each(services: readonly RunningService[], isWrong: (service: RunningService) => boolean, what: (service: RunningService) => string, ...key: string[]): Hit[] {
  return services.filter(isWrong).map((service) => ({ where: service.place(...key), what: what(service), key: service.id, subject: service.id }));
}
