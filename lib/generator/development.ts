import type { ComposeService, Development } from '../kit/compose';
import type { Hardening } from '../kit/hardening';
import type { Text } from '../kit/text';
import type { YamlValue } from '../kit/yaml-file';
import type { Plan } from '../stack';
import { containerLeaf, containersOf, type Running } from './compose';
import { healthcheckOf, limitsOf, mountOf, nonEmpty, portOf } from './compose-service';
import { developmentLabelsOf } from './plan';
import { printingFile } from './yaml-document';

interface Overlay {
  readonly id: string;
  readonly development: Development;
  readonly running: Running;
  readonly labels: Readonly<Record<string, Text>>;
}

function overlaysOf(plan: Plan): Overlay[] {
  return plan.services.flatMap((planned) => {
    const { id: own } = planned.bound;
    const labels = developmentLabelsOf(planned, plan);
    const developed = { ...(Object.keys(labels).length > 0 && { [own]: {} }), ...planned.compose.development };
    return Object.entries<Development>(developed).map(([id, development]) => {
      const running = containersOf(plan).find((each) => each.id === id);
      if (!running) throw new Error(`${planned.bound.id} develops ${id}, which it does not run`);
      return { id, development, running, labels: id === own ? labels : {} };
    });
  });
}

function developOf({ rebuildOn }: Development): YamlValue | undefined {
  return rebuildOn && { watch: rebuildOn.map((path) => ({ action: 'rebuild', path })) };
}

/** Docker publishes no port of a container that has internal networks only. */
function networksFor({ ports }: Development, { around }: Running): YamlValue | undefined {
  return ports === undefined || around.networks.includes('main') ? undefined : ['main'];
}

function buildOf({ target }: Development, { build }: ComposeService): YamlValue | undefined {
  return target === undefined ? undefined : { context: build?.context, target };
}

function overlayNode({ development, running, labels }: Overlay, hardening: Hardening): YamlValue {
  const { resources } = development;
  return {
    build: buildOf(development, running.service),
    user: development.user,
    command: development.command && [...development.command],
    environment: nonEmpty({ ...development.environment }),
    ports: development.ports?.map(portOf),
    volumes: development.mounts?.map(mountOf),
    networks: networksFor(development, running),
    healthcheck: development.healthcheck && healthcheckOf(development),
    ...(resources && limitsOf({ resources }, hardening)),
    labels: nonEmpty({ ...labels }),
    develop: developOf(development),
  };
}

/** `development.docker.yml`, in steps: laid over `local.docker.yml` while the applications are worked on. */
export function* developing(plan: Plan): Generator<undefined, string> {
  const services = overlaysOf(plan).map((overlay) => containerLeaf(overlay.id, overlayNode(overlay, plan.stack.hardening), overlay.development));
  const head = `${plan.stack.project.name} while you work on it: make dev, or
docker compose -f local.docker.yml -f development.docker.yml up --build --watch
The same addresses as always. The code is mounted into the containers, read-only, and they take up what you save; new
packages rebuild the image. All hardening of local.docker.yml stays. Ports are on 127.0.0.1 only.
Never on a server. Generated from stack.json.`;
  return yield* printingFile(head, [{ key: 'services', entries: services, spaced: true }], 'compose');
}
