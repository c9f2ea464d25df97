import type { Problem } from '../../kit/finding';
import type { BoundService } from '../../kit/service';

/** An application that logged in as the owner of what it uses would not be limited by anything. */
export function accountProblems(bound: readonly BoundService[]): Problem[] {
  const needs = bound.flatMap((service) => service.needs);
  return bound.flatMap(({ id, offers }) =>
    offers.flatMap(({ capability, ownerField, literals }) => {
      const taken = needs.find((need) => need.capability === capability && need.account && need.account.role === literals?.['owner']);
      if (!ownerField || !taken) return [];
      return [{ id: 'accounts/owner', path: ['services', id, ownerField], message: `${taken.account?.role} is the role of an application: take another name for the owner`, remedies: [[{ kind: 'ask', path: ['services', id, ownerField] }]] }];
    }),
  );
}
