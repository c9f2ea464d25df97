import type { Problem } from '../../kit/finding';
import { hostNames, isPublicDomain } from '../../kit/project';
import type { Facts } from '../../kit/facts';
import type { Change, Remedy } from '../../kit/remedy';
import { acmeMode } from '../../kit/tls';

const problem = (rule: string, field: string, message: string, ...remedies: Remedy[]): Problem => ({ id: `project/${rule}`, path: ['project', field], message, remedies });

const set = (field: keyof Facts['project'], to: unknown): Change => ({ kind: 'set', path: ['project', field], to });
const anotherDomain: Change = { kind: 'ask', path: ['project', 'domain'] };

/** Longest host name (RFC 1035). */
const LONGEST = 253;

function wwwProblems({ project }: Facts): Problem[] {
  if (project.www === 'none') return [];
  if (project.domain === 'localhost') return [problem('www-localhost', 'www', 'localhost has no www: take another domain first', [anotherDomain], [set('www', 'none')])];
  if (project.domain.startsWith('www.')) return [problem('www-twice', 'www', 'The domain begins with www already: write it without', [set('domain', project.domain.slice('www.'.length)), set('www', 'to-www')], [set('www', 'none')])];
  return `www.${project.domain}`.length > LONGEST ? [problem('www-long', 'www', 'With www the domain is too long', [set('www', 'none')])] : [];
}

const onceEach = (names: readonly string[]) => [...new Set(names)];

function aliasProblems({ project, tls }: Facts): Problem[] {
  const names = hostNames(project);
  const own = hostNames({ ...project, aliases: [] });
  const twice = project.aliases.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const hidden = acmeMode(tls) && tls.acmeDirectory === '' ? project.aliases.find((name) => !isPublicDomain(name)) : undefined;
  return [
    ...(twice === undefined ? [] : [problem('alias-twice', 'aliases', `${twice} is there already: name each domain once`, [set('aliases', onceEach(project.aliases.filter((name) => !own.includes(name))))])]),
    ...(hidden === undefined ? [] : [problem('alias-public', 'aliases', `${tls.mode} needs public domains; nobody would issue a certificate for ${hidden}`, [set('aliases', project.aliases.filter(isPublicDomain))])]),
  ];
}

/** Rules about the names under which people find the stack. */
export function domainProblems(facts: Facts): Problem[] {
  return [...wwwProblems(facts), ...aliasProblems(facts)];
}
