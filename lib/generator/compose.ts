import type { ComposeService } from '../kit/compose';
import { PRIVATE_FOLDER } from '../kit/file-tree';
import type { Hardening } from '../kit/hardening';
import { oncePer } from '../kit/remembered';
import { atOnce } from '../kit/steps';
import { ref, text } from '../kit/text';
import type { YamlValue } from '../kit/yaml-file';
import { companionNetworks, externalNetworkOf, networksOf, sharedNetworkOf, stackNetworks, type Plan, type PlannedService } from '../stack';
import { serviceNode, type Surroundings } from './compose-service';
import { designEntry } from './noted-design';
import { labelsOf, waitsOf } from './plan';
import { secretFileNames } from './secret-files';
import { printingFile, type Entry, type Leaf, type Notes } from './yaml-document';

const ANCHOR = 'hardened';
/** The key that every compose file of ours has, and hardly another one. */
export const SHARED_SETTINGS = `x-${ANCHOR}`;

/** A container of the stack, with what surrounds it. */
export interface Running {
  readonly id: string;
  readonly service: ComposeService;
  readonly around: Surroundings;
}

function runningIn(planned: PlannedService, plan: Plan): Running[] {
  const { hardening } = plan.stack;
  const files = secretFileNames(plan);
  const own = { secretFiles: files, networks: networksOf(planned, plan.stack.hardening.networks), dependsOn: waitsOf(planned), labels: labelsOf(planned, plan), external: externalNetworkOf(planned, plan), hardening };
  const companions = Object.entries(planned.compose.companions ?? {}).map(([id, service]) => ({
    id,
    service,
    around: {
      hardening,
      secretFiles: files,
      networks: companionNetworks(service, planned, plan),
      dependsOn: service.networks || service.offline ? {} : waitsOf(planned),
      labels: {},
    },
  }));
  const { service } = planned.compose;
  return [...(service ? [{ id: planned.bound.id, service, around: own }] : []), ...companions];
}

/** Every container of a stack, in the order of its files. */
export const containersOf = oncePer((plan: Plan): readonly Running[] => plan.services.flatMap((planned) => runningIn(planned, plan)));

/** What every container gets; a service takes it over with a merge key and adds its own. */
function sharedSettings(hardening: Hardening): YamlValue {
  return {
    restart: 'unless-stopped',
    read_only: hardening.readOnly ? true : undefined,
    cap_drop: hardening.capDrop ? ['ALL'] : undefined,
    security_opt: hardening.noNewPrivileges ? ['no-new-privileges:true'] : undefined,
    ulimits: hardening.limits ? { nofile: { soft: 16384, hard: 16384 } } : undefined,
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

const SHARED_NOTES: Notes = [
  [['restart'], 'Back after a crash and after a reboot, but not after you stopped it.'],
  [['read_only'], 'Nothing in the image can be changed while it runs; each service names the few places it writes to.'],
  [['cap_drop'], 'No kernel privilege at all. No service of this stack needs one: all listen above port 1023.'],
  [['security_opt'], 'A set-uid program cannot make a process more powerful.'],
  [['logging'], 'At most 30 MB of log for each container.'],
];

/** What a reader should know of a network. */
const NETWORK_NOTES: Record<string, string> = {
  app: 'The API and what it calls; no way out to the internet.',
  data: 'The database and its clients; no way out to the internet.',
  egress: 'A way out for those that call the internet and have none otherwise.',
};

function ownNetworks(plan: Plan): Record<string, string> {
  return Object.assign({}, ...plan.services.map(({ compose }) => compose.networks ?? {})) as Record<string, string>;
}

function networkNodes(plan: Plan, entries: readonly Running[]): YamlValue {
  const used = new Set(entries.flatMap(({ around }) => around.networks));
  const shared = stackNetworks.filter((name) => name !== 'main' && used.has(name));
  const named = (name: string, internal: boolean) => [name, { name: text`${ref('NETWORK_NAME')}_${name}`, ...(internal && { internal }) }] as const;
  const external = sharedNetworkOf(plan);
  return {
    main: { name: ref('NETWORK_NAME') },
    ...(external && { [external.id]: { name: external.name, external: true } }),
    ...Object.fromEntries(shared.map((name) => named(name, name !== 'egress'))),
    ...Object.fromEntries(Object.keys(ownNetworks(plan)).map((name) => named(name, true))),
  };
}

function externalNote(plan: Plan): Record<string, string> {
  const external = sharedNetworkOf(plan);
  return external ? { [external.id]: external.note } : {};
}

function networkNotes(plan: Plan): Notes {
  return Object.entries({ ...NETWORK_NOTES, ...externalNote(plan), ...ownNetworks(plan) }).map(([name, words]) => [[name], words]);
}

function volumeNodes(entries: readonly Running[]): YamlValue | undefined {
  const names = entries.flatMap(({ service }) => (service.mounts ?? []).flatMap((mount) => (mount.kind === 'volume' ? [mount.source] : [])));
  return names.length > 0 ? Object.fromEntries(names.map((name) => [name, {}])) : undefined;
}

function secretNodes(plan: Plan): YamlValue | undefined {
  const names = [...secretFileNames(plan)];
  return names.length > 0 ? Object.fromEntries(names.map((name) => [name, { file: `./${PRIVATE_FOLDER}/${name}` }])) : undefined;
}

/** A container's part of a compose file, with its comments. */
export function containerLeaf(id: string, value: YamlValue, { note, notes = {} }: Pick<ComposeService, 'note' | 'notes'>): Leaf {
  return { key: id, value, note, notes: Object.entries(notes).map(([key, words]) => [[key], words]) };
}

/** `local.docker.yml`, in steps. */
export function* composing(plan: Plan): Generator<undefined, string> {
  const running = containersOf(plan);
  const services = running.map(({ id, service, around }): Leaf => ({ ...containerLeaf(id, serviceNode(service, around) as YamlValue, service), merge: ANCHOR }));
  const [secrets, volumes] = [secretNodes(plan), volumeNodes(running)];
  const entries: Entry[] = [
    { key: 'name', value: ref('COMPOSE_PROJECT_NAME') },
    { key: SHARED_SETTINGS, value: sharedSettings(plan.stack.hardening), notes: SHARED_NOTES, anchor: ANCHOR },
    { key: 'services', entries: services, spaced: true },
    { key: 'networks', value: networkNodes(plan, running), notes: networkNotes(plan) },
    ...(secrets === undefined ? [] : [{ key: 'secrets', value: secrets }]),
    ...(volumes === undefined ? [] : [{ key: 'volumes', value: volumes }]),
    designEntry(plan.stack),
  ];
  const head = `${plan.stack.project.name}: the whole stack. Start it with: docker compose up -d --build --wait
Values come from .env, which also names this file. Your own changes belong into a file of your own (see README.md):
this one is generated from stack.json.`;
  yield;
  return yield* printingFile(head, entries, 'compose');
}

/** The same at once. */
export function composeFile(plan: Plan): string {
  return atOnce(composing(plan));
}
