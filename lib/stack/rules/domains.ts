import type { Problem } from '../../kit/finding';
import { hostNames, isPublicDomain } from '../../kit/project';
import type { Facts } from '../../kit/facts';
import { acmeMode } from '../../kit/tls';

const problem = (rule: string, field: string, message: string): Problem => ({ id: `project/${rule}`, path: ['project', field], message });

/** Longest host name (RFC 1035). */
const LONGEST = 253;

function wwwProblems({ project }: Facts): Problem[] {
  if (project.www === 'none') return [];
  if (project.domain === 'localhost') return [problem('www-localhost', 'www', 'localhost has no www: take another domain first')];
  if (project.domain.startsWith('www.')) return [problem('www-twice', 'www', 'The domain begins with www already: write it without')];
  return `www.${project.domain}`.length > LONGEST ? [problem('www-long', 'www', 'With www the domain is too long')] : [];
}

function aliasProblems({ project, tls }: Facts): Problem[] {
  const names = hostNames(project);
  const twice = project.aliases.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const hidden = acmeMode(tls) && tls.acmeDirectory === '' ? project.aliases.find((name) => !isPublicDomain(name)) : undefined;
  return [
    ...(twice === undefined ? [] : [problem('alias-twice', 'aliases', `${twice} is there already: name each domain once`)]),
    ...(hidden === undefined ? [] : [problem('alias-public', 'aliases', `${tls.mode} needs public domains; nobody would issue a certificate for ${hidden}`)]),
  ];
}

/** Rules about the names under which people find the stack. */
export function domainProblems(facts: Facts): Problem[] {
  return [...wwwProblems(facts), ...aliasProblems(facts)];
}
