import { describe, expect, test } from 'vitest';
import { entryAt, expectGolden, exportOf } from '../../generator/test-export';
import { hostNames } from '../../kit/project';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackOf } from '../../stack/test-stacks';

const DOMAIN = 'example.com';
const exportWith = (project: Parameters<typeof stackOf>[0]['project']) => exportOf(stackOf({ project: { domain: DOMAIN, ...project } }));
const problems = (project: Record<string, unknown>, tls = {}) => problemsOf(draftOf({ project: { domain: DOMAIN, ...project }, tls }));

describe('more than one host name', () => {
  test('is what the golden file shows', () => {
    const text = exportWith({ www: 'to-apex', aliases: ['example.org'] }).text('traefik/traefik-config/dynamic.yml');
    return expectGolden(import.meta.dirname, 'other-names', entryAt(text, 'routers', 'other-names', 4) + entryAt(text, 'middlewares', 'canonical-host', 4));
  });

  test('is not there by default', () => {
    const { http } = exportOf(defaultStack).dynamic;
    expect([http.routers['other-names'], http.middlewares['canonical-host']]).toEqual([undefined, undefined]);
  });

  test.each([['to-apex', 'example.com', 'www.{{ env "WEBSITE_DOMAIN" }}'], ['to-www', 'www.example.com', 'example.com']] as const)('%s binds everything to %s', (www, canonical, other) => {
    const exported = exportWith({ www });
    const values = readDotenv(exported.text('.env'));
    expect(values).toMatchObject({ WEBSITE_DOMAIN: canonical, PUBLIC_ORIGIN: `https://${canonical}`, DJANGO_ALLOWED_HOSTS: canonical });
    expect(exported.dynamic.http.routers['other-names']?.rule).toBe(`Host(\`${other}\`)`);
    expect(exported.text('README.md')).toContain(`https://${canonical}`);
  });

  test('leads to the origin, with what follows the name', () => {
    const { redirectRegex } = exportWith({ aliases: ['a.example.net'] }).dynamic.http.middlewares['canonical-host'] as { redirectRegex: { regex: string; replacement: string; permanent: boolean } };
    const filled = redirectRegex.replacement.replace('{{ env "PUBLIC_ORIGIN" }}', 'https://example.com:8443').replace('${1}', '$1');
    expect('https://a.example.net:8443/p/a?b=c&d=e'.replace(new RegExp(redirectRegex.regex), filled)).toBe('https://example.com:8443/p/a?b=c&d=e');
    expect(redirectRegex.permanent).toBe(true);
  });

  test('has certificates for all of them', () => {
    const tls = { mode: 'le-production', email: 'ops@example.com' } as const;
    const { stack, dynamic } = exportOf(stackOf({ project: { domain: DOMAIN, www: 'to-www', aliases: ['shop.example.org'] }, tls }));
    expect(hostNames(stack.project)).toEqual(['www.example.com', 'example.com', 'shop.example.org']);
    expect(dynamic.http.routers['other-names']?.tls?.certResolver).toBe('le-production');
  });
});

describe('a host name cannot be', () => {
  test.each([
    ['www of localhost', { domain: 'localhost', www: 'to-apex' }, ['project/www-localhost project.www']],
    ['www of www', { domain: 'www.example.com', www: 'to-www' }, ['project/www-twice project.www']],
    ['longer than DNS takes', { domain: `${'a.'.repeat(125)}io`, www: 'to-www' }, ['project/www-long project.www']],
    ['there twice', { aliases: ['example.org', 'example.org'] }, ['project/alias-twice project.aliases']],
    ['the domain itself', { aliases: [DOMAIN] }, ['project/alias-twice project.aliases']],
    ['the www that redirects anyway', { www: 'to-apex', aliases: [`www.${DOMAIN}`] }, ['project/alias-twice project.aliases']],
  ])('%s', (_, project, expected) => expect(problems(project)).toEqual(expected));

  test('private where a public authority signs', () => {
    const tls = { mode: 'le-staging', email: 'ops@example.com' };
    expect(problems({ aliases: ['shop.internal'] }, tls)).toEqual(['project/alias-public project.aliases']);
    expect(problems({ aliases: ['shop.internal'] })).toEqual([]);
  });
});
