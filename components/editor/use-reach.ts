import { useMemo } from 'react';
import { useEditorState } from '@/components/editor/context';
import { useExposure, useExposureView } from '@/components/editor/exposure-context';
import { type Diagram, VISITORS } from '@/lib/editor/diagram';

/** While it is asked who reaches what: on the way, able to get there, or out of it. */
export type Standing = 'lit' | 'could' | 'out';

export interface Reached {
  /** The service that is asked about; nothing while it is the internet. */
  readonly asked: string | undefined;
  readonly lit: ReadonlySet<string>;
  readonly could: ReadonlySet<string>;
  readonly via: ReadonlySet<string>;
}

/** While it is asked who reaches what: the internet, or everybody that the selected service can be reached by. */
export function useReach(diagram: Diagram): Reached | undefined {
  const { on } = useExposureView();
  const answers = useExposure(on);
  const selection = useEditorState((state) => state.selection);
  const selected = selection.kind === 'service' ? selection.id : undefined;
  const entry = diagram.links.find(({ from }) => from === VISITORS)?.to ?? '';
  return useMemo(() => {
    if (!answers) return undefined;
    const { exposure, ask } = answers;
    const asked = selected === entry ? undefined : selected;
    return { asked, ...(asked === undefined ? ask.internetReach(exposure, entry) : ask.reachTo(exposure, asked, entry)) };
  }, [answers, selected, entry]);
}

export function standingOf(id: string, reach: Reached | undefined): Standing | undefined {
  if (!reach) return undefined;
  return reach.lit.has(id) ? 'lit' : reach.could.has(id) ? 'could' : 'out';
}

export function isOnTheWay(reach: Reached, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return reach.via.has(`${from}>${to}`);
}
