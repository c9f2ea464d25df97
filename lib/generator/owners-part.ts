import { acmeMode } from '../kit/tls';
import { sharedNetworkOf, type Plan, type Stack } from '../stack';
import { secretFileNames } from './secret-files';
import { variablesOf } from './variables';

/** What an owner puts into `certificates/`. */
function certificateFiles({ tls }: Stack): string {
  if (tls.mode === 'files') return 'site.crt and site.key';
  return acmeMode(tls) && tls.acmeCaFile ? 'acme-ca.crt' : '';
}

/**
 * What has to be there before the first start and no script can make, as comments between its commands.
 *
 * @param when how a line begins: `first`, or `now`, after the command above it
 */
export function fillInLines(plan: Plan, when: 'first' | 'now'): string {
  const names = variablesOf(plan).filter(({ ownerFillsIn }) => ownerFillsIn).map(({ name }) => name);
  const inFiles = secretFileNames(plan);
  const files = sharedNetworkOf(plan) ? '' : certificateFiles(plan.stack);
  const lines = [
    ...(files === '' ? [] : [`put ${files} into certificates/ (the README there says more)`]),
    ...names.map((name) => `fill in ${inFiles.has(name) ? `the file secrets/${name}` : `${name} in .env`}`),
  ];
  return lines.map((line) => `# ${when} ${line}\n`).join('');
}
