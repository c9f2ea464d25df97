import type { Problem } from '../../kit/finding';
import type { BoundService } from '../../kit/service';
import { bind, factsOf } from '../connections';
import { isServiceId, placeOf } from '../containers';
import type { Stack } from '../schema';
import { accountProblems } from './accounts';
import { domainProblems } from './domains';
import { frontProblems } from './front';
import { layoutProblems } from './layout';
import { needProblems } from './needs';
import { routeProblems } from './routes';
import { tlsProblems } from './tls';

function serviceProblems(bound: readonly BoundService[]): Problem[] {
  const routes = bound.flatMap((service) => service.routes.filter(({ active }) => active));
  return bound.flatMap(({ id, violations, routeViolations }) =>
    [...violations, ...routeViolations(routes)].map(({ rule, field, message }) => ({ id: `${isServiceId(id) ? id : 'containers'}/${rule}`, path: [...placeOf(id), field], message })),
  );
}

/** Every rule over several fields that a design breaks. Each field by itself is known to be right already. */
export function brokenRules(stack: Stack): Problem[] {
  const bound = bind(stack);
  return [...tlsProblems(factsOf(stack)), ...domainProblems(factsOf(stack)), ...frontProblems(factsOf(stack)), ...serviceProblems(bound), ...routeProblems(bound), ...accountProblems(bound), ...needProblems(bound, factsOf(stack)), ...layoutProblems(stack)];
}
