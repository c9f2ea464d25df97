import type { ComposeContribution, ComposeService } from '../kit/compose';
import { optionalRef, ref, type Text } from '../kit/text';
import { secret, type Variable } from '../kit/variable';
import { splitVariable, splitVolume } from './entries';
import { healthcheckOf } from './health';
import type { Container } from './schema';
import { commandWords } from './words';

/** Where the Dockerfile of a container that is built lies. */
export function folderOf(name: string): string {
  return `containers/${name}`;
}

// Two underscores part the names: no name of a container has two in a row, nor ends in one.
function variableName(name: string, variable: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}__${variable}`;
}

/** The secret behind a variable of the container. */
export function secretName(name: string, variable: string): string {
  return variableName(name, variable);
}

export function variablesOf(name: string, config: Container): Variable[] {
  return [
    ...config.variables.map(splitVariable).map(({ name: variable, value }) => ({ name: variableName(name, variable), comment: `${variable} of ${name}.`, value })),
    ...config.secrets.map((variable) => ({ name: secretName(name, variable), comment: `${variable} of ${name}. Write your own here if it comes from elsewhere.`, value: secret(secretName(name, variable)) })),
  ];
}

function environmentOf(name: string, config: Container): Record<string, Text> {
  return {
    // A program of our own making asks for its port; a finished image has its own ways.
    ...(config.source === 'build' && { PORT: String(config.port) }),
    ...Object.fromEntries(config.variables.map(splitVariable).map(({ name: variable, value }) => [variable, (value === '' ? optionalRef : ref)(variableName(name, variable))])),
    ...Object.fromEntries(config.secrets.map((variable) => [variable, ref(secretName(name, variable))])),
  };
}

function programOf(name: string, config: Container): Pick<ComposeService, 'image' | 'build' | 'command'> {
  const command = commandWords(config.command) ?? [];
  return {
    ...(config.source === 'image' ? { image: config.image } : { build: { context: `./${folderOf(name)}` } }),
    ...(command.length > 0 && { command }),
  };
}

/** What a container of the owner's runs as. */
export function composeOf(name: string, config: Container): ComposeContribution {
  const uid = Number(config.user.split(':')[0]);
  return {
    service: {
      ...programOf(name, config),
      user: config.user,
      environment: environmentOf(name, config),
      // An underscore: no container has one in its name, so that no two of them can mean one volume.
      mounts: config.volumes.map(splitVolume).map(({ name: volume, path }) => ({ kind: 'volume', source: `${name}_${volume}`, target: path })),
      tmpfs: config.tmpfs.map((path) => ({ path, sizeMb: config.tmpfsMb, uid })),
      ...(config.capabilities.length > 0 && { capabilities: config.capabilities }),
      ...(!config.readOnly && { writable: true }),
      healthcheck: healthcheckOf(config),
      resources: { memoryMb: config.memoryMb, cpus: config.cpus, pids: config.pids },
      reachable: true,
      ...(config.egress && { egress: true }),
      note: config.source === 'image' ? 'A container of your own.' : `A container of your own, built from ${folderOf(name)}.`,
    },
  };
}
