import type { FileTree } from '../kit/file-tree';
import type { Call, Router, RunningService } from '../kit/exposure';
import type { Edge } from './edge';
import { fieldsOf, numberOf, textOf } from './values';

const ADDRESS = /(?:^|[@/\s,=])([a-z][a-z0-9-]*):(\d{2,5})(?=$|[/\s,?])/g;

function inVariables({ id, environment }: RunningService, ids: ReadonlySet<string>): Call[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const port = name.endsWith('HOST') && ids.has(value) ? numberOf(environment[name.replace(/HOST$/, 'PORT')]) : undefined;
    if (port !== undefined) return [{ from: id, to: value, port, by: name }];
    return [...value.matchAll(ADDRESS)].flatMap(([, to = '', at]) => (ids.has(to) ? [{ from: id, to, port: Number(at), by: name }] : []));
  });
}

/** Every `{Host, Port}` in a JSON file that the container sees. */
function inJson(value: unknown): { readonly host: string; readonly port: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = fieldsOf(value);
  const port = numberOf(fields['Port']);
  const own = port === undefined ? [] : [{ host: textOf(fields['Host']), port }];
  return [...own, ...Object.values(value).flatMap(inJson)];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function inFiles({ id, data }: RunningService, files: FileTree, ids: ReadonlySet<string>): Call[] {
  const mounts = Array.isArray(data.volumes) ? data.volumes : [];
  const paths = mounts.flatMap(({ type, source }) => (type === 'bind' && source?.endsWith('.json') ? [source.replace(/^\.\//, '')] : []));
  return paths.flatMap((path) => {
    const text = files.find((file) => file.path === path)?.text;
    return inJson(text === undefined ? undefined : parsed(text)).flatMap(({ host, port }) => (ids.has(host) ? [{ from: id, to: host, port, by: path }] : []));
  });
}

function byEdge({ id, endpoint, staticFile }: Edge, routers: readonly Router[], ids: ReadonlySet<string>): Call[] {
  if (id === undefined) return [];
  const [, socket = '', at] = /^tcp:\/\/([^/:]+):(\d+)/.exec(endpoint) ?? [];
  const routed = routers.flatMap(({ name, service, port }) => (service !== undefined && port !== undefined && ids.has(service) ? [{ from: id, to: service, port, by: name }] : []));
  return [...(ids.has(socket) && staticFile ? [{ from: id, to: socket, port: Number(at), by: staticFile.path }] : []), ...routed];
}

/** Who knows whose address: by variables, by files with addresses, and by the routers of the edge. */
export function callsOf(services: readonly RunningService[], routers: readonly Router[], edge: Edge, files: FileTree): Call[] {
  const ids = new Set(services.map(({ id }) => id));
  const known = services.flatMap((service) => [...inVariables(service, ids), ...inFiles(service, files, ids)]);
  const seen = new Set<string>();
  return [...known, ...byEdge(edge, routers, ids)].filter(({ from, to, port }) => {
    const key = `${from}>${to}:${port}`;
    return from !== to && !seen.has(key) && seen.add(key);
  });
}
