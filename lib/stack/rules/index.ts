import type { Problem } from '../../kit/finding';
import { oncePer } from '../../kit/remembered';
import { changeOf } from '../../kit/remedy';
import type { BoundService } from '../../kit/service';
import { bind, factsOf } from '../connections';
import { isServiceId, placeOf } from '../containers';
import type { Stack } from '../schema';
import { accountProblems } from './accounts';
import { advice } from './advice';
import { domainProblems } from './domains';
import { frontProblems } from './front';
import { layoutProblems } from './layout';
import { needProblems } from './needs';
import { routeProblems } from './routes';
import { tlsProblems } from './tls';

function serviceProblems(bound: readonly BoundService[]): Problem[] {
  const routes = bound.flatMap((service) => service.routes.filter(({ active }) => active));
  return bound.flatMap(({ id, violations, routeViolations }) =>
    [...violations, ...routeViolations(routes)].map(({ rule, field, remedies, ...said }) => ({
      ...said,
      id: `${isServiceId(id) ? id : 'containers'}/${rule}`,
      path: [...placeOf(id), field],
      ...(remedies && { remedies: remedies.map((steps) => steps.map((step) => changeOf(step, placeOf(id)))) }),
    })),
  );
}

/** Every rule over several fields that a design breaks, and what it warns of. Each field by itself is known to be right already. */
export const brokenRules = oncePer((stack: Stack): readonly Problem[] => {
  const bound = bind(stack);
  const facts = factsOf(stack);
  return [
    ...tlsProblems(facts),
    ...domainProblems(facts),
    ...frontProblems(facts),
    ...serviceProblems(bound),
    ...routeProblems(bound),
    ...accountProblems(bound),
    ...needProblems(bound, facts),
    ...layoutProblems(stack),
    ...advice(facts),
  ];
});
