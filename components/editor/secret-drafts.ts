import type { RandomSecret, Secrets, SecretSpec } from '@/lib/kit/secret';
import { secretProblem } from '@/lib/kit/strength';

/** Secrets as they are being typed, by name. They outlive their form: what was typed is not lost with a look elsewhere. */
export type SecretDrafts = Readonly<Record<string, string>>;

/** Without one of them; `text`: only as long as that is what stands there. */
export function withoutDraft(drafts: SecretDrafts, name: string, text = drafts[name]): SecretDrafts {
  return drafts[name] === text ? Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== name)) : drafts;
}

/** A secret that stands in its field, but cannot be used. */
export interface RefusedSecret {
  readonly service: string;
  readonly name: string;
  readonly title: string;
  readonly message: string;
}

interface Asked {
  readonly values: Secrets;
  readonly byService: Readonly<Record<string, readonly SecretSpec[]>>;
}

/** The secrets that a service asks for and that a person can put others in the place of. */
export function ownSecrets({ values, byService }: Asked, service: string): readonly RandomSecret[] {
  return (byService[service] ?? []).filter((spec): spec is RandomSecret => spec.kind === 'random' && values[spec.name] !== undefined);
}

/** What was typed for secrets that the design asks for now, each once. */
function typed(asked: Asked, drafts: SecretDrafts) {
  const all = Object.keys(asked.byService).flatMap((service) =>
    ownSecrets(asked, service).flatMap((spec) => {
      const text = drafts[spec.name];
      if (text === undefined || text === asked.values[spec.name]) return [];
      return [{ service, name: spec.name, title: spec.title, text, message: secretProblem(spec, text) }];
    }),
  );
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

/** Secrets that were typed and cannot be used: those of before would be downloaded in their place. */
export function refusedSecrets(asked: Asked, drafts: SecretDrafts): readonly RefusedSecret[] {
  return typed(asked, drafts).flatMap(({ service, name, title, message }) => (message === undefined ? [] : [{ service, name, title, message }]));
}

/** Secrets that were typed and can be used, but were not taken yet: their field went away without having been left. */
export function waitingSecrets(asked: Asked, drafts: SecretDrafts): readonly { readonly name: string; readonly text: string }[] {
  return typed(asked, drafts).flatMap(({ name, text, message }) => (message === undefined ? [{ name, text }] : []));
}
