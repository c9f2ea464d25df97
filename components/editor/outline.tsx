import { ChevronRight, Plus, ShieldAlert, SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { markWords } from '@/components/canvas/mark-words';
import { networksText, zoneTitles } from '@/lib/editor/zone-words';
import { useAddItems } from '@/components/toolbar';
import { Button, Menu, PathIcon } from '@/components/ui';
import type { Mark } from '@/lib/audit';
import { diagramOf } from '@/lib/editor/diagram';
import { problemsAt } from '@/lib/editor/document';
import { targetOf } from '@/lib/editor/target';
import { ordered, placeOf, trustZones } from '@/lib/stack';
import { useMarks } from './audit-context';
import { useEditor, useEditorState } from './context';
import styles from './outline.module.css';

/** The design as a list: the same services in the same zones as on the diagram. */
export function Outline() {
  const editor = useEditor();
  const stack = useEditorState((state) => state.stack);
  const problems = useEditorState((state) => state.problems);
  const { services: marks } = useMarks();
  const { nodes } = useMemo(() => diagramOf(stack), [stack]);
  const items = useAddItems();
  const wrong = (id: string) => Object.keys(problemsAt(problems, placeOf(id))).length;
  const ofStack = problems.filter(({ path }) => targetOf(path).target.kind === 'section').length;
  return (
    <div className={styles.outline}>
      <Entry
        icon={<SlidersHorizontal />}
        title="Stack"
        summary={`${stack.project.domain} · ${stack.project.environment}`}
        problems={ofStack}
        onOpen={() => editor.select({ kind: 'stack' })}
      />
      {trustZones.map((zone) => {
        const members = nodes.filter((node) => node.group === zone);
        if (members.length === 0) return null;
        return (
          <section key={zone} aria-label={zoneTitles[zone]}>
            <h2 className={styles.zone} data-zone={zone}>
              {zoneTitles[zone]}{' '}
              <code className={styles.networks}>{networksText({ networks: ordered(members.flatMap(({ networks }) => networks)) })}</code>
            </h2>
            {members.map((node) => (
              <Entry
                key={node.id}
                zone={node.zone}
                icon={<PathIcon d={node.icon} />}
                title={node.title}
                summary={node.summary}
                problems={wrong(node.id)}
                mark={marks[node.id]}
                onOpen={() => editor.select({ kind: 'service', id: node.id })}
              />
            ))}
          </section>
        );
      })}
      <Menu
        label="Add service"
        className={styles.add}
        items={items}
        trigger={(props) => (
          <Button {...props} icon={<Plus />}>
            Add service
          </Button>
        )}
      />
    </div>
  );
}

interface EntryProps {
  readonly icon: React.ReactNode;
  readonly zone?: string;
  readonly title: string;
  readonly summary: string;
  readonly problems: number;
  readonly mark?: Mark | undefined;
  readonly onOpen: () => void;
}

function Entry({ icon, zone, title, summary, problems, mark, onOpen }: EntryProps) {
  return (
    <button type="button" className={styles.entry} onClick={onOpen}>
      <span className={styles.tile} data-zone={zone}>
        {icon}
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{title}</span>
        <span className={styles.summary}>{summary}</span>
      </span>
      {mark && (
        <span className={styles.mark} data-worst={mark.worst}>
          <ShieldAlert aria-hidden="true" />
          <span aria-hidden="true">{mark.count}</span>
          <span className="visually-hidden">{markWords(mark)}</span>
        </span>
      )}
      {problems > 0 && (
        <span className={styles.problems}>
          {problems}
          <span className="visually-hidden"> to correct</span>
        </span>
      )}
      <ChevronRight className={styles.chevron} aria-hidden="true" />
    </button>
  );
}
