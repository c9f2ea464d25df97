import { useEffect, useState } from 'react';
import { blockedChoices, type Blocked } from '@/lib/editor/choices';
import { schemaOf } from '@/lib/editor/forms';
import { basePath, type Target } from '@/lib/editor/target';
import { fields } from '@/lib/kit/fields';
import { useEditorState } from './context';

type ByPlace = Readonly<Record<string, Blocked>>;

const nothing: ByPlace = {};

/** Milliseconds of rest after an edit before anything is looked at. */
const REST = 120;

interface Deadline {
  timeRemaining(): number;
}

/** Safari has no idle time of its own. */
function whenIdle(run: (deadline: Deadline) => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(run);
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(() => run({ timeRemaining: () => 5 }), 16);
  return () => clearTimeout(timer);
}

/** Why choices of these forms cannot be made now, by `section.field` or `services.id.field`. Found while nobody types. */
export function useBlocked(targets: readonly Target[]): ByPlace {
  const draft = useEditorState((state) => state.document.draft);
  const [blocked, setBlocked] = useState(nothing);
  useEffect(() => {
    const waiting = targets.flatMap((target) => {
      const schema = schemaOf(target);
      return (schema ? fields(schema) : []).filter(({ widget, choices }) => widget === 'switch' || choices).map((field) => ({ base: basePath(target), field }));
    });
    const found: Record<string, Blocked> = {};
    let stop = () => {};
    const work = (deadline: Deadline) => {
      do {
        const next = waiting.shift();
        if (!next) {
          setBlocked((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
          return;
        }
        const reasons = blockedChoices(draft, next.base, next.field);
        if (Object.keys(reasons).length > 0) found[[...next.base, next.field.name].join('.')] = reasons;
      } while (deadline.timeRemaining() > 3);
      stop = whenIdle(work);
    };
    const timer = setTimeout(() => (stop = whenIdle(work)), REST);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [draft, targets]);
  return blocked;
}
