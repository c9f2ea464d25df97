import type { Problem } from '../../kit/finding';
import { isServiceId } from '../containers';
import type { Stack } from '../schema';

/** A place is kept for a service, also while the design is without it, and for a container that the design has. */
export function layoutProblems({ layout, containers }: Stack): Problem[] {
  return Object.keys(layout ?? {})
    .filter((id) => !isServiceId(id) && !Object.hasOwn(containers ?? {}, id))
    .map((id) => ({ id: 'schema/unknown', path: ['layout', id], message: 'There is no such service or container; remove it or correct its name' }));
}
