import { ordered, type Stack, trustZones } from '../../stack';
import { type DiagramNode, diagramOf, VISITORS, visitorsTitle } from '../diagram';
import { networksText, zoneTitles } from '../zone-words';
import { colourIn } from './colours';

/** Letters that mean something between the quotes of a label, as Mermaid's own codes (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters). */
const codes: Readonly<Record<string, string>> = { '#': '#35;', '"': '#quot;', '<': '#lt;', '>': '#gt;', '&': '#amp;', '`': '#96;', '\\': '#92;' };

function words(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').replace(/\p{Cc}+/gu, ' ').replace(/[#"<>&`\\]/g, (sign) => codes[sign] ?? sign);
}

/** Words of Mermaid's grammar: a container called `end` would end the subgraph that it is in. */
const TAKEN = new Set(['call', 'class', 'classdef', 'click', 'default', 'direction', 'end', 'flowchart', 'graph', 'href', 'interpolate', 'linkstyle', 'style', 'subgraph']);

/** A container called `zone-app` would be one with the subgraph around it, and Mermaid draws nothing of such a chart. */
function idOf(id: string): string {
  const isTaken = TAKEN.has(id) || id.startsWith('zone-');
  return `${id.replaceAll('-', '_')}${isTaken ? '_' : ''}`;
}

const node = ({ id, title, summary }: DiagramNode) => `${idOf(id)}["${words(title)}<br/>${words(summary)}"]`;

/** The diagram of a design as text that GitHub, GitLab and many editors draw: a flowchart with the zones as subgraphs. */
export function mermaidOf(stack: Stack): string {
  const { nodes, links } = diagramOf(stack);
  const zones = trustZones.flatMap((zone) => {
    const members = nodes.filter(({ group }) => group === zone);
    if (members.length === 0) return [];
    const networks = networksText({ networks: ordered(members.flatMap((member) => member.networks)) });
    return [`  subgraph zone_${zone}["${words([zoneTitles[zone], networks].filter(Boolean).join(' · '))}"]`, ...members.map((member) => `    ${node(member)}`), '  end'];
  });
  const kinds = [...new Set(nodes.map(({ zone }) => zone))];
  const styles = kinds.flatMap((zone) => [
    `  classDef ${zone}Zone fill:${colourIn('light', `zone-${zone}-tile`)},stroke:${colourIn('light', `zone-${zone}-text`)},color:${colourIn('light', 'text')}`,
    `  class ${nodes.filter((one) => one.zone === zone).map(({ id }) => idOf(id)).join(',')} ${zone}Zone`,
  ]);
  return [
    'flowchart LR',
    `  accTitle: ${words(stack.project.name)}: diagram of the stack`,
    ...(links.some(({ from }) => from === VISITORS) ? [`  ${VISITORS}(["${visitorsTitle}"])`] : []),
    ...zones,
    ...links.map(({ from, to, label }) => `  ${idOf(from)} -->|"${words(label)}"| ${idOf(to)}`),
    ...styles,
    '',
  ].join('\n');
}
