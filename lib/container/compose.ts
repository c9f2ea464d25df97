import type { ComposeContribution, ComposeService } from '../kit/compose';
import { databaseEnvironment, OWN_PASSWORD } from '../kit/database';
import type { Context } from '../kit/service';
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

/** The secret behind its own role of the database. */
export function databasePassword(name: string): string {
  return secretName(name, OWN_PASSWORD);
}

/** Names of all its secrets: a role of the database comes with the use of it. */
export function secretsOf({ secrets, uses }: Container): string[] {
  return [...new Set([...secrets, ...(uses.includes('sql') ? [OWN_PASSWORD] : [])])];
}

export function variablesOf(name: string, config: Container): Variable[] {
  return [
    ...config.variables.map(splitVariable).map(({ name: variable, value }) => ({ name: variableName(name, variable), comment: `${variable} of ${name}.`, value })),
    ...secretsOf(config).map((variable) => ({ name: secretName(name, variable), comment: commentOf(name, variable, config), value: secret(secretName(name, variable)) })),
  ];
}

function commentOf(name: string, variable: string, { uses }: Container): string {
  if (variable === OWN_PASSWORD && uses.includes('sql')) return `Password of the role of ${name} in the database. Change it with scripts/rotate-password.`;
  return `${variable} of ${name}. Write your own here if it comes from elsewhere.`;
}

function environmentOf(name: string, config: Container, context: Context): Record<string, Text> {
  return {
    ...databaseEnvironment(context),
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
export function composeOf(name: string, config: Container, context: Context): ComposeContribution {
  const uid = Number(config.user.split(':')[0]);
  return {
    service: {
      ...programOf(name, config),
      user: config.user,
      environment: environmentOf(name, config, context),
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
