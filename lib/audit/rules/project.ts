import { interpolated } from '../../exposure/settings';
import { settingHit, settingOf } from '../../kit/audit';
import type { Exposure, RunningService } from '../../kit/exposure';
import { isWholeVersion } from '../../kit/images';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import type { Stack } from '../../stack';
import { breaksRules } from '../broken';
import { together, type StackRule } from '../rule';

function toProduction(stack: Stack): Stack | undefined {
  const changed: Stack = { ...stack, project: { ...stack.project, environment: 'production' } };
  return breaksRules(changed) ? undefined : changed;
}

/** How the image of a container is named; undefined where there is a digest, or none is named. */
function tagOf({ data }: RunningService, { settings }: Exposure): 'exact' | 'moving' | undefined {
  const image = interpolated(data.image ?? '', (name) => settings.get(name)?.value);
  if (image === '' || image.includes('@sha256:')) return undefined;
  return isWholeVersion(image) ? 'exact' : 'moving';
}

/** Rules about what the stack is for, and about all of its images. */
export const projectRules: readonly StackRule[] = [
  {
    id: 'project/development-public', severity: 'high', title: 'A public domain runs with settings for development',
    why: 'Placeholder secrets are accepted, errors show their insides, and cookies work without TLS.',
    reference: references.django,
    find: (exposure) => (isPublicDomain(settingOf(exposure, 'WEBSITE_DOMAIN')) ? settingHit(exposure, 'ENV', (value) => value === 'development', () => `ENV is development at ${settingOf(exposure, 'WEBSITE_DOMAIN')}.`) : []),
    fix: { label: 'Production', apply: toProduction },
    byHand: { words: 'Choose production as the environment, and correct what that asks for.', at: () => ['project', 'environment'] },
  },
  {
    id: 'project/development', severity: 'info', title: 'The stack runs with settings for development',
    why: 'They are for work on the applications, on a machine that nobody else gets to.',
    reference: references.django,
    find: (exposure) => (isPublicDomain(settingOf(exposure, 'WEBSITE_DOMAIN')) ? [] : settingHit(exposure, 'ENV', (value) => value === 'development', () => 'ENV is development.')),
    fix: { label: 'Production', apply: toProduction },
    byHand: { words: 'Choose production as the environment, and correct what that asks for.', at: () => ['project', 'environment'] },
  },
  {
    id: 'project/tags', severity: 'info', title: 'Images are named by exact tags, not by digests',
    why: 'Whoever can push to a repository can change what its tag means; a digest means one image for good.',
    reference: references.digests,
    find: (exposure) => together(exposure.services, (service) => tagOf(service, exposure) === 'exact', (ids) => `No digest for ${ids}.`, 'image'),
    byHand: { words: 'Ask docker buildx imagetools inspect for the digest of each image, and write it behind the tag as @sha256:….' },
  },
  {
    id: 'project/moving-tags', severity: 'info', title: 'Images are named by less than a whole version',
    why: 'Such a tag moves with every release, so the next pull may be another program; a whole version or a digest stays.',
    reference: references.digests,
    // Those of the owner's containers have a finding each.
    find: (exposure, { containers = {} }) => together(exposure.services, (service) => !Object.hasOwn(containers, service.id) && tagOf(service, exposure) === 'moving', (ids) => `No whole version for ${ids}.`, 'image'),
    byHand: { words: 'Write a whole version in the place of the tag, or a digest behind it as @sha256:….' },
  },
  {
    id: 'project/traces-plain', severity: 'low', title: 'Traces travel without encryption',
    why: 'They have paths, queries and user ids, which everybody on the way reads.',
    reference: references.transport,
    find: (exposure) => settingHit(exposure, 'OTEL_EXPORTER_OTLP_ENDPOINT', (value) => value.startsWith('http://') && /^http:\/\/[^/:]*\./.test(value), (value) => `Traces go to ${value}.`),
    fix: { label: 'https', apply: (stack) => ({ ...stack, observability: { ...stack.observability, otlpEndpoint: stack.observability.otlpEndpoint.replace(/^http:/, 'https:') } }) },
  },
];
