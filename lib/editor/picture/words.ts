import { type Diagram, titleIn, visitorsTitle } from '../diagram';
import type { ZoneBox } from '../layout';
import { networksText, zoneTitles } from '../zone-words';

/** `Edge (main)`. */
function zoneWords(zone: ZoneBox): string {
  const networks = networksText(zone);
  return networks === '' ? zoneTitles[zone.id] : `${zoneTitles[zone.id]} (${networks})`;
}

/** The diagram in sentences, for whoever does not see it. */
export function diagramWords(diagram: Diagram, zones: readonly ZoneBox[]): string {
  const grounds = zones.map((zone) => {
    const members = diagram.nodes.filter(({ group }) => group === zone.id).map(({ title, summary }) => `${title}, ${summary}`);
    return `${zoneWords(zone)}: ${zone.id === 'internet' ? visitorsTitle : members.join('; ')}.`;
  });
  const flows = diagram.links.map(({ from, to, label }) => `${titleIn(diagram, from)} to ${titleIn(diagram, to)}: ${label}.`);
  return [...grounds, ...flows].join(' ');
}
