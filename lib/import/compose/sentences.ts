/** What a design has in the place of a key of a compose file that it does not take over. */
const STACK_DOES: Readonly<Record<string, string>> = {
  restart: 'Every container of a stack is started again unless it was stopped.',
  networks: 'Networks follow from what containers use.',
  container_name: 'Names of containers follow from the name of the stack.',
  hostname: 'The name of a container is its host name.',
  logging: 'Every container of a stack has bounded logs.',
  security_opt: 'What containers are denied is one choice for the whole stack, under Hardening.',
  cap_drop: 'What containers are denied is one choice for the whole stack, under Hardening.',
  init: 'There is no place for it in a design.',
  stop_grace_period: 'How long a container may take to stop is not part of a design.',
  ulimits: 'Limits are one choice for the whole stack, under Hardening.',
  privileged: 'No container of a stack is privileged.',
  network_mode: 'No container of a stack is on the network of the host.',
  pid: 'No container of a stack sees the processes of others.',
  ipc: 'No container of a stack shares memory with others.',
  devices: 'No container of a stack has devices of the host.',
  entrypoint: 'The entry point is that of the image: put it in front of the command if the image needs it.',
  env_file: 'Files of variables are not read from here: write what is no secret under Variables.',
  extends: 'Other files are not read: drop the output of `docker compose config` instead.',
  profiles: 'A design has no profiles: the container is always there.',
  secrets: 'Secrets are made at export: name them under Secrets.',
  configs: 'Put configuration into the image, or into a folder of your repository.',
  develop: 'The export has a development file of its own.',
  working_dir: 'The working folder is that of the image.',
  platform: 'There is no place for it in a design.',
  scale: 'How many there are is said when the stack is started.',
  deploy: 'Only the limits of it are part of a design.',
};

/** What is said of a key of a service that is not read. */
export function keySentence(key: string): string {
  return `${named(key)} is left out. ${Object.hasOwn(STACK_DOES, key) ? STACK_DOES[key] : 'There is no place for it in a design.'}`;
}

/** What is said of a value that a variable holds which nobody gave one. */
export function unknownSentence(what: string, missing: readonly string[]): string {
  return `${what} is not known: ${missing.map(named).join(' and ')} has no value here. Drop the .env together with this file.`;
}

/** Top-level keys whose meaning a stack has in its own way, and that need no word. */
export const SILENT_TOP: ReadonlySet<string> = new Set(['version', 'name', 'services', 'networks', 'volumes']);

/** A name out of a file, short enough for a sentence and without what could turn it around. */
export function named(text: string): string {
  const plain = text.replace(/[\p{C}\u2028\u2029]+/gu, ' ').trim();
  return `\`${plain.length > 80 ? `${plain.slice(0, 79)}…` : plain}\``;
}
