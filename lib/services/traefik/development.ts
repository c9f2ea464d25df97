import type { Context } from '../../kit/service';
import type { YamlFile } from '../../kit/yaml-file';
import { dynamicConfig } from './dynamic-config';
import type { Traefik } from './schema';

export const DEVELOPMENT_FILE = 'traefik/development.yml';

/**
 * What Vite's server needs beyond the built page: its inline scripts and styles carry this nonce, and the page waits
 * in a worker of its own for a server that restarts. `react-app/vite.config.ts` has the same word.
 */
const NEEDS = "script-src 'nonce-development'; style-src 'nonce-development'; worker-src 'self' blob:";

function directivesOf(policy: string): Map<string, string[]> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/)).filter(([name]) => name);
  return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
}

/** The site's policy, opened as far as the development server needs it. An empty one stays empty. */
export function developmentPolicy(policy: string): string {
  const directives = directivesOf(policy);
  if (directives.size === 0) return policy;
  for (const [name, needed] of directivesOf(NEEDS)) {
    // What the browser would read in place of a missing one: for workers first what is said of scripts (CSP 3, 6.8.3).
    const said = directives.get(name) ?? (name === 'style-src' ? undefined : directives.get('script-src'));
    const own = said ?? directives.get('default-src');
    if (own === undefined) continue;
    const kept = own.filter((source) => source !== "'none'");
    directives.set(name, [...new Set([...kept, ...needed])]);
  }
  return [...directives].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
}

/** `traefik/development.yml`: takes the place of dynamic.yml while developing. */
export function developmentConfig(config: Traefik, context: Context): YamlFile {
  return {
    ...dynamicConfig({ ...config, csp: developmentPolicy(config.csp) }, context),
    path: DEVELOPMENT_FILE,
    head: `dynamic.yml with one difference: the page's content security policy lets Vite's development server in.
Only development.docker.yml mounts it.`,
  };
}
