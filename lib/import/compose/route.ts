import type { Entry } from '../yaml-tree';
import type { Reading } from './container';
import { named } from './sentences';
import { settingsIn } from './values';

const ROUTER_RULE = /^traefik\.http\.routers\.[^.]+\.rule$/i;
const SERVICE_PORT = /^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i;
const PATH = /Path(?:Prefix)?\(\s*[`"']([^`"']*)[`"']/;
const HOST = /Host\(\s*[`"']([^`"']+)[`"']/;

/** The host name that a rule of Traefik asks for. */
export function hostIn(rule: string): string | undefined {
  return HOST.exec(rule)?.[1];
}

/** What Traefik is told by labels: where a container is routed, and to which of its ports. */
export function readRoute({ value }: Entry, reading: Reading): void {
  for (const { name, value: written = '', line } of settingsIn(value)) {
    if (SERVICE_PORT.test(name)) {
      const port = Number(reading.fill(written, line, 'The port'));
      if (Number.isInteger(port) && port > 0) reading.set('port', port, line);
    } else if (ROUTER_RULE.test(name)) {
      const path = (PATH.exec(written)?.[1] ?? '').replace(/\/+$/, '');
      reading.set('exposure', 'public', line);
      if (path !== '' && path !== `/${reading.name}`) reading.set('route', path, line);
      else if (path === '') reading.leave(line, `The whole site is routed to it there; here it gets a path of its own, ${named(`/${reading.name}`)}: the page has the rest.`);
      reading.leave(line, `Everybody may pass, as far as this rule says: what its middlewares ask for is not read.`);
    } else if (!/^traefik\.(enable|docker\.network|http\.routers\.[^.]+\.(entrypoints|tls|service|priority|tls\.certresolver))$/i.test(name)) {
      reading.leave(line, `The label ${named(name)} is left out.`);
    }
  }
}
