/**
 * The one place for the versions of Docker images that an export names. Tags are exact; digests would need a registry
 * to ask, which an export has not.
 * The first of a list is the default. `numbers`: how many a whole version has, where that is not three.
 */
export const images = {
  traefik: { name: 'traefik', tags: ['v3.7.13'] },
  socketProxy: { name: 'tecnativa/docker-socket-proxy', tags: ['v0.4.2'] },
  node: { name: 'node', tags: ['24.21.0-slim'] },
  nginx: { name: 'nginxinc/nginx-unprivileged', tags: ['1.30-alpine'] },
  python: { name: 'python', tags: ['3.14.10-slim', '3.13.18-slim'] },
  postgres: { name: 'postgres', tags: ['18.6-trixie', '17-trixie'], numbers: 2 },
  valkey: { name: 'valkey/valkey', tags: ['9.1.4-trixie'] },
  mailpit: { name: 'axllent/mailpit', tags: ['v1.27.11'] },
  pgadmin: { name: 'dpage/pgadmin4', tags: ['9.18'], numbers: 2 },
} as const;

type Image = (typeof images)[keyof typeof images];

/** The tag that a new design starts with. */
export function defaultTag<I extends Image>(image: I): I['tags'][0] {
  return image.tags[0];
}

const TAGGED = /^(.*):([^/:]+)$/;

/** Whether the tag of an image is that of one release, such as `1.2.3-alpine`: with less than that it moves. */
export function isWholeVersion(reference: string): boolean {
  const [, name, tag = ''] = TAGGED.exec(reference) ?? [];
  const known = Object.values(images).find((image) => image.name === name);
  const numbers = known && 'numbers' in known ? known.numbers : 3;
  return (tag.match(/\d+(\.\d+)*/g) ?? []).some((version) => version.split('.').length >= numbers);
}
