import { callable, type Need, type Route } from '../kit/capabilities';
import { openAllowlist } from '../kit/cidr';
import { ownAccount } from '../kit/database';
import { setTo } from '../kit/remedy';
import { defineService, type AnyService, type Violation } from '../kit/service';
import { emptyAllowlist, guardOf } from '../kit/values';
import { composeOf, databasePassword, folderOf, secretName, secretsOf, variablesOf } from './compose';
import { gapsOf } from './gaps';
import { shortImage } from './image';
import { Container } from './schema';

export { Container, knownCapabilities } from './schema';

/** Folder of `templates/` that a container which is built begins with. */
const STARTER = 'container';

function pathOf(name: string, config: Container): string {
  return config.route === '' ? `/${name}` : config.route;
}

/** Each can be drawn and cut: what it uses is one list. */
function needsOf(name: string, { uses }: Container): Need[] {
  return callable.map((capability) => {
    const others = uses.filter((other) => other !== capability);
    const on = callable.filter((other) => other === capability || others.includes(other));
    return { capability, active: uses.includes(capability), toggle: { field: 'uses', on, off: others }, ...(capability === 'sql' && { account: ownAccount(databasePassword(name)) }) };
  });
}

// The name of a router is no name of a container, nor of another router with something behind it.
function routeOf(name: string, config: Container): Route {
  const path = pathOf(name, config);
  const { exposure, stripPath, csp } = config;
  return {
    id: `${name}_route`,
    kind: 'custom',
    path,
    pathField: 'route',
    pathText: path,
    port: config.port,
    portText: String(config.port),
    active: exposure !== 'none',
    toggle: { field: 'exposure', on: exposure === 'none' ? 'basic-auth' : exposure, off: 'none' },
    ...(exposure !== 'public' && { guard: guardOf(exposure, config.allow) }),
    ...(stripPath && { stripPath }),
    ...(csp !== '' && { csp }),
  };
}

/** A value that is made at export, and one that stands in the design, for the same name. */
function variableTwice(config: Container): Violation[] {
  return config.variables.flatMap((entry): Violation[] => {
    const name = entry.split('=')[0] ?? '';
    if (!secretsOf(config).includes(name)) return [];
    const isOwn = config.secrets.includes(name);
    return [{
      rule: 'variable-twice', field: isOwn ? 'secrets' : 'uses', message: `${name} is among the variables too: keep one of them`,
      remedies: [[setTo('variables', config.variables.filter((other) => other !== entry))], ...(isOwn ? [[setTo('secrets', config.secrets.filter((other) => other !== name))]] : [])],
    }];
  });
}

/** What a new value means for what is there already. */
function changeOf(variable: string, { secrets }: Container): string {
  return secrets.includes(variable)
    ? 'Your program decides: what it signed or encrypted with the old value may be lost.'
    : 'A database that exists keeps the old one until you run `scripts/rotate-password --sync`.';
}

function define(name: string): AnyService {
  return defineService({
    id: name,
    title: name,
    role: 'A container of your own.',
    zone: 'app',
    presence: 'optional',
    icon: 'M12 2.8 4 7v10l8 4.2 8-4.2V7l-8-4.2ZM4 7l8 4.2L20 7M12 11.2v10',
    schema: Container,
    rules: (config) => [
      ...emptyAllowlist('allow', config.exposure, config.allow),
      ...openAllowlist('allow', config.allow),
      ...variableTwice(config),
      ...config.volumes.flatMap((entry) =>
        config.tmpfs.some((path) => entry.endsWith(`:${path}`)) ? [{ rule: 'path-twice', field: 'tmpfs', message: 'A volume is at this path: it cannot be in memory too', remedies: [[setTo('tmpfs', config.tmpfs.filter((path) => !entry.endsWith(`:${path}`)))]] }] : [],
      ),
      ...(config.user.startsWith('0:')
        ? [{ rule: 'root', field: 'user', severity: 'warning', message: 'Whoever breaks into the program is root in its container: find out whether the image works as another user', remedies: [[setTo('user', '10001:10001')]] } as const]
        : []),
    ],
    summary: (config) => `${config.source === 'image' ? shortImage(config.image) : `./${folderOf(name)}`} · ${config.port}`,
    needs: (config) => needsOf(name, config),
    routes: (config) => [routeOf(name, config)],
    secrets: (config) => secretsOf(config).map((variable) => ({ kind: 'random', name: secretName(name, variable), length: 48, title: `${variable} of ${name}`, change: changeOf(variable, config) })),
    variables: (config) => variablesOf(name, config),
    compose: (config, context) => composeOf(name, config, context),
    files: (config) => (config.source === 'build' ? { starter: { template: STARTER, folder: folderOf(name) } } : {}),
    readme: (config) => (config.exposure === 'none' ? [] : [{ title: name, address: `${pathOf(name, config)}/`, note: 'A container of your own.' }]),
    readmeSections: () => ['containers'],
    gaps: (config) => gapsOf(name, config, pathOf(name, config)),
  });
}

const known = new Map<string, AnyService>();

/** A custom container of that name, as everything else sees it: a service like any other. */
export function containerNamed(name: string): AnyService {
  const service = known.get(name) ?? define(name);
  known.set(name, service);
  return service;
}
