import type { Hardening } from '../kit/hardening';
import type { Gap } from '../kit/service';
import type { Stack } from '../stack';

const SWITCHED_OFF = 'Chosen in this design; the designer turns it on again (*Hardening*).';

const ALWAYS: readonly Gap[] = [
  { numbers: [7], what: '`restart: unless-stopped`, not `on-failure:5`; no `init: true`', why: 'The stack should come back after a long outage of its host. Each main process handles signals itself.' },
  { numbers: [9], what: 'Images have exact tags, not digests', why: 'A digest is known only where the registry can be asked. `docker compose config --resolve-image-digests` prints them. Dependabot reads neither `.env` nor an `ARG`: see *Keeping up to date*.' },
  { numbers: [11], what: 'No SBOM, no image scanner in CI', why: 'Which scanner you trust is your choice: add it after the build step. Dependencies are locked with hashes.' },
  { numbers: [16], what: 'The host', why: 'See below: no container can do it.' },
  { numbers: [41], what: 'No e-mail about errors', why: 'Logs go to `docker compose logs`.' },
  { numbers: [45], what: 'No TLS between the applications and the database', why: "The traffic stays within one host's bridge network. Turn it on if you move the database elsewhere." },
  { numbers: [47], what: 'Backups are not scheduled', why: 'The designer offers a service that makes them. `scripts/backup --help` has a line for cron. CI tries a backup and its restore where it can start the stack.' },
  { numbers: [49], what: 'No CODEOWNERS, no licence', why: 'They depend on who owns the repository.' },
];

const SECRET_GAPS: Record<Hardening['secrets'], Gap[]> = {
  env: [{ numbers: [12, 35, 39], what: 'Secrets are environment variables, not files', why: 'They show in `docker inspect`, which only administrators of Docker can run; those can read files in containers too. The designer offers files (*Hardening*, *Secrets*).' }],
  files: [{ numbers: [12], what: 'Files in `secrets/` are mode 644', why: 'The users of the containers are not yours, and Compose mounts a file as it is. The folder itself is 700, so nobody else on the host gets to them.' }],
};

const NETWORK_GAPS: Record<Hardening['networks'], Gap> = {
  one: { numbers: [13], what: 'One network, which may call out', why: "The specification's shape. The designer offers internal networks for data, or for applications and data." },
  data: { numbers: [13], what: 'The network of the edge is not internal', why: 'Whoever is on it may call out to the internet, all applications among them. Traefik needs that to publish ports; the database is on the internal data network only. The designer offers a network for the applications too.' },
  tiers: { numbers: [13], what: 'The network of the edge is not internal', why: 'Traefik needs that to publish ports, so whoever has a route may call out to the internet. All others are on internal networks only.' },
};

/** What no single service answers for: the list's numbers that the whole stack does not meet. */
export function sharedGaps({ hardening, project }: Stack): Gap[] {
  const off = (on: boolean, number: number, what: string): Gap[] => (on ? [] : [{ numbers: [number], what, why: SWITCHED_OFF }]);
  return [
    ...ALWAYS,
    ...SECRET_GAPS[hardening.secrets],
    NETWORK_GAPS[hardening.networks],
    ...off(hardening.capDrop, 3, "Containers keep Docker's default capabilities"),
    ...off(hardening.noNewPrivileges, 4, 'No `no-new-privileges`'),
    ...off(hardening.readOnly, 5, 'Containers can write to their own file systems'),
    ...off(hardening.limits, 6, 'No limits of memory, CPU and processes'),
    ...(project.environment === 'development'
      ? [{ numbers: [38, 39, 40], what: 'Development settings', why: 'For work on the applications: placeholder secrets are accepted, and cookies of the admin work without TLS. Choose *Production* before anybody else uses it.' }]
      : []),
  ];
}
