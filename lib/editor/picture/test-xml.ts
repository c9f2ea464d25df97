/** Why a text is no well-formed XML document, as far as pictures need it: elements, attributes, the five entities. */
export function formFaults(xml: string): string[] {
  const faults: string[] = [];
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(xml)) faults.push('a forbidden character');
  const text = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').trimEnd();
  const open: string[] = [];
  let roots = 0;
  const tokens = text.match(/<[^>]*>|[^<]+|</gs) ?? [];
  for (const token of tokens) {
    const tag = /^<(\/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>$/s.exec(token);
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(token)) faults.push(`an entity in ${token}`);
    if (!tag) {
      if (token.startsWith('<') || token.includes(']]>')) faults.push(`no tag: ${token}`);
      if (open.length === 0) faults.push(`text outside: ${token}`);
      continue;
    }
    const [, closing, name = '', attributes = '', empty] = tag;
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) faults.push(`an attribute twice in ${token}`);
    if (closing && open.pop() !== name) faults.push(`</${name}> closes another element`);
    if (!closing && open.length === 0) roots += 1;
    if (!closing && !empty) open.push(name);
  }
  if (open.length > 0) faults.push(`not closed: ${open.join(', ')}`);
  if (roots !== 1) faults.push(`${roots} roots`);
  return faults;
}
