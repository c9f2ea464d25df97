/** Where a link of a document leads. */
export type Destination =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'heading'; readonly anchor: string }
  | { readonly kind: 'nowhere' };

function resolved(from: string, href: string): string | undefined {
  const parts = href.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of href.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Only the web, mail, headings and files of the export can be followed; anything else, scripts above all, is plain text. */
export function destination(href: string, from: string, paths: ReadonlySet<string>): Destination {
  if (/^(https?:\/\/|mailto:)[^\s]+$/i.test(href)) return { kind: 'web', href };
  const [path = '', anchor = ''] = href.split('#');
  if (path === '') return anchor === '' ? { kind: 'nowhere' } : { kind: 'heading', anchor };
  const file = resolved(from, path);
  return file !== undefined && paths.has(file) ? { kind: 'file', path: file, anchor } : { kind: 'nowhere' };
}
