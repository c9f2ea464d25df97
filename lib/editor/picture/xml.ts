const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that no XML document may have, not even escaped (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text for an element or an attribute of XML. */
export function xmlText(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const number = (value: number) => String(Math.round(value * 100) / 100);

/** An element; `content` is XML already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(typeof value === 'number' ? number(value) : value)}"`],
  );
  const inside = content.join('');
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}
