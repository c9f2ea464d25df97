import { Plus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useMarks } from '@/components/editor/audit-context';
import { useEditor, useEditorState } from '@/components/editor/context';
import { useDiffering } from '@/components/editor/use-differing';
import { useReach } from '@/components/editor/use-reach';
import { useAddItems } from '@/components/toolbar';
import { Button, Menu } from '@/components/ui';
import { createSceneSelector, VISITORS } from '@/lib/editor/diagram';
import { targetOf } from '@/lib/editor/target';
import { networksText, zoneTitles } from '@/lib/editor/zone-words';
import { ordered, trustZones } from '@/lib/stack';
import { Entry } from './entry';
import styles from './outline.module.css';
import { OutlineService } from './outline-service';
import { OutlineWire } from './outline-wire';

export interface OutlineProps {
  /** For phones: what is done to a service is done in its sheet. */
  readonly compact?: boolean;
}

/** The design as a list: the same services in the same zones as on the diagram, and what flows between them. */
export function Outline({ compact = false }: OutlineProps) {
  const editor = useEditor();
  const stack = useEditorState((state) => state.stack);
  const problems = useEditorState((state) => state.problems);
  const isStack = useEditorState(({ selection }) => selection.kind === 'stack');
  const [sceneOf] = useState(createSceneSelector);
  const { diagram } = sceneOf(stack);
  const { nodes, links } = diagram;
  const reach = useReach(diagram);
  const { services: marks } = useMarks();
  const differing = useDiffering();
  const items = useAddItems();
  const ofStack = problems.filter(({ path }) => targetOf(path).target.kind === 'section').length;
  const entries = links.filter(({ from }) => from === VISITORS);
  return (
    <div className={styles.outline} data-compact={compact || undefined}>
      <Entry
        icon={<SlidersHorizontal />}
        title="Stack"
        summary={`${stack.project.domain} · ${stack.project.environment}`}
        problems={ofStack}
        current={isStack && !compact}
        onOpen={() => editor.select({ kind: 'stack' })}
      />
      {entries.length > 0 && (
        <section aria-label={zoneTitles.internet}>
          <h2 className={styles.zone} data-zone="internet">
            {zoneTitles.internet}
          </h2>
          <ul className={styles.wires} aria-label="What visitors reach first">
            {entries.map((link) => (
              <OutlineWire key={link.id} link={link} diagram={diagram} reach={reach} compact={compact} />
            ))}
          </ul>
        </section>
      )}
      {trustZones.map((zone) => {
        const members = nodes.filter((node) => node.group === zone);
        if (members.length === 0) return null;
        return (
          <section key={zone} aria-label={zoneTitles[zone]}>
            <h2 className={styles.zone} data-zone={zone}>
              {zoneTitles[zone]}{' '}
              <code className={styles.networks}>{networksText({ networks: ordered(members.flatMap(({ networks }) => networks)) })}</code>
            </h2>
            <ul className={styles.services} aria-label={`Services: ${zoneTitles[zone]}`}>
              {members.map((node) => (
                <OutlineService key={node.id} node={node} differs={differing.has(node.id)} mark={marks[node.id]} diagram={diagram} reach={reach} compact={compact} />
              ))}
            </ul>
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
