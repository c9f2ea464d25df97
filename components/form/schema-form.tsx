'use client';

import type { ReactNode } from 'react';
import type { Field } from '@/lib/kit/fields';
import { FieldRow } from './field-row';
import { isChanged, isVisible, sectionState, sectionsOf, valueOf, type FormSection, type Values } from './form-model';
import { Section } from './section';
import styles from './schema-form.module.css';
import type { Phase } from './widgets';

export interface SchemaFormProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
  /** What to think about, by field; it does not block. */
  readonly warnings?: Readonly<Record<string, string>> | undefined;
  /** What is wrong with single entries of lists, by field and position. */
  readonly entryProblems?: Readonly<Record<string, Readonly<Record<number, string>>>> | undefined;
  /** Why choices cannot be made now, by field and value. */
  readonly blocked?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** More to say at a field, below its message. */
  readonly extras?: Readonly<Record<string, ReactNode>> | undefined;
  /** Heads the fields that have no section of their own. */
  readonly title?: string | undefined;
  readonly onChange: (name: string, value: unknown, phase: Phase) => void;
  readonly onReset: (name: string) => void;
}

/** A form for any schema, made from the descriptions of its fields. */
export function SchemaForm(props: SchemaFormProps) {
  const { fields, values, problems, title } = props;
  return sectionsOf(fields, title).map((section) =>
    section.title === '' ? (
      <div key="" className={styles.plain}>
        <Rows section={section} {...props} />
      </div>
    ) : (
      <Section key={section.title} title={section.title} {...sectionState(section, values, problems)}>
        <Rows section={section} {...props} />
      </Section>
    ),
  );
}

function Rows({ section, ...props }: SchemaFormProps & { readonly section: FormSection }) {
  const { values, problems, warnings, entryProblems, blocked, extras, onChange, onReset } = props;
  return (
    <div className={styles.rows}>
      {section.fields
        .filter((field) => isVisible(field, values))
        .map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            value={valueOf(field, values)}
            changed={isChanged(field, values)}
            problem={problems[field.name]}
            warning={warnings?.[field.name]}
            entryProblems={entryProblems?.[field.name]}
            blocked={blocked?.[field.name]}
            extra={extras?.[field.name]}
            onChange={onChange}
            onReset={onReset}
          />
        ))}
    </div>
  );
}
