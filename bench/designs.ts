import { applySetting, checkStack, defaultStack, type Draft, type Stack } from '../lib/stack';

const EVERYTHING = [
  'services.nginx=true',
  'services.traefik.socket=proxy',
  'services.traefik.dashboard=both',
  'services.traefik.dashboardAllow=192.0.2.0/24',
  'services.django.adminExposure=both',
  'services.django.adminAllow=192.0.2.0/24,2001:db8::/32',
  'services.pgadmin.exposure=both',
  'services.pgadmin.allow=192.0.2.0/24',
  'hardening.networks=tiers',
  'project.environment=development',
];

function checked(draft: unknown): Stack {
  const result = checkStack(draft);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.stack;
}

export function everythingOn(): Stack {
  let draft: Draft = { ...defaultStack };
  for (const setting of EVERYTHING) {
    const result = applySetting(draft, setting);
    if ('problem' in result) throw new Error(`${setting}: ${result.problem.message}`);
    draft = result.draft;
  }
  return checked(draft);
}

/** A design of `nodes` services and containers: all services that need nothing else, and own containers for the rest. */
export function manyNodes(nodes: number): Stack {
  const services = { ...defaultStack.services, nginx: {}, valkey: {}, worker: {}, backup: {} };
  const own = Array.from({ length: nodes - Object.values(services).filter(Boolean).length }, (_, index) => [`program-${index + 1}`, {}]);
  return checked({ ...defaultStack, services, containers: Object.fromEntries(own) });
}
