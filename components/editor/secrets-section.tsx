import { SecretField, Section } from '@/components/form';
import { useToast } from '@/components/ui';
import { secretProblem, strengthOf } from '@/lib/kit/strength';
import { useExported, useSecretDrafts } from './export-context';
import styles from './inspector-pane.module.css';
import { ownSecrets } from './secret-drafts';

/** The secrets that a service asks for. They are no part of the design: only this tab and what is downloaded have them. */
export function SecretsSection({ id }: { readonly id: string }) {
  const exported = useExported();
  const { typed, put, drop } = useSecretDrafts();
  const toasts = useToast();
  if (exported.kind !== 'ready') return null;
  const { values, renew } = exported.secrets;
  const specs = ownSecrets(exported.secrets, id);
  if (specs.length === 0) return null;

  const replace = (name: string, value?: string) => {
    const before = values[name];
    // What was typed stands there until the value is that: nobody sees, or copies, the one before in between.
    void renew(name, value).then(() => value !== undefined && drop(name, value));
    toasts.show({
      key: 'secret',
      message: `${name} has a new value. The files follow.`,
      action: { label: 'Undo', run: () => void renew(name, before) },
    });
  };
  return (
    <div className={styles.secrets}>
      <Section title="Secrets">
        <div className={styles.secretList}>
          <p className={styles.lead}>Made in this tab, and nowhere but in what you download: not in the design, nor in a link to it.</p>
          {specs.map((spec) => (
            <SecretField
              key={spec.name}
              title={spec.title}
              name={spec.name}
              value={values[spec.name] ?? ''}
              draft={typed[spec.name]}
              onDraft={(draft) => (draft === undefined ? drop(spec.name) : put(spec.name, draft))}
              strength={strengthOf}
              check={(value) => secretProblem(spec, value)}
              change={spec.change}
              onChange={(value) => replace(spec.name, value)}
              onRenew={() => replace(spec.name)}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}
