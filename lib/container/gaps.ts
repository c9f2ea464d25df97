import { limitsScripts, openScripts } from '../kit/script-policy';
import type { Gap } from '../kit/service';
import type { Container } from './schema';

const CHOSEN = 'Chosen in this design.';

/** Every way in which a container of the owner's is less confined than the others. */
export function gapsOf(name: string, config: Container, path: string): Gap[] {
  const gap = (when: boolean, numbers: number[], what: string, why: string): Gap[] => (when ? [{ numbers, what: `\`${name}\` ${what}`, why }] : []);
  return [
    ...gap(/^0:|:0$/.test(config.user), [2], `runs as \`${config.user}\`, which is ${config.user.startsWith('0:') ? 'root' : "root's group"}`, `${CHOSEN} Give it a user of its own if the image can do with one.`),
    ...gap(config.capabilities.length > 0, [3], `has ${config.capabilities.join(', ')}`, `${CHOSEN} Take each away that its image does not need.`),
    ...gap(!config.readOnly, [5], 'can write to its own file system', `${CHOSEN} *Folders in memory* and volumes let it write where it must.`),
    ...gap(config.health === 'none', [8], 'has no health check', `${CHOSEN} Docker sees only whether its process is there, not whether it answers.`),
    ...gap(config.egress, [13], 'may call the internet', `${CHOSEN} Whoever takes it over can send data out.`),
    ...gap(config.exposure !== 'none' && config.csp !== '' && (!limitsScripts(config.csp) || openScripts(config.csp) !== undefined), [23], `may run any script in its pages, by a Content-Security-Policy of its own, at \`${path}\``, `${CHOSEN} It is confined to that path, but on the origin of the site.`),
    ...gap(config.exposure === 'public', [35], `is open to everybody at \`${path}\``, `${CHOSEN} What it lets people do is up to the program; it has the rate limit and the headers of the site, and its cookies and scripts are on the origin of the site.`),
  ];
}
