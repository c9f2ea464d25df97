import { useEffect, useState } from 'react';
import { blockedChoices, type Blocked } from '@/lib/editor/choices';
import type { Draft } from '@/lib/editor/document';
import { schemaOf } from '@/lib/editor/forms';
import { basePath, type Target } from '@/lib/editor/target';
import { fields } from '@/lib/kit/fields';
import { sameJson } from '@/lib/kit/same-json';
import { useEditorState } from './context';
import { inTasks } from './in-tasks';

type ByPlace = Readonly<Record<string, Blocked>>;

const nothing: ByPlace = {};

/** Milliseconds of rest after an edit before anything is looked at. */
const REST = 300;

/** Looks at one choice after the other; what it returns is nothing as soon as nobody wants to know any more. */
function* finding(draft: Draft, targets: readonly Target[], isWanted: () => boolean): Generator<undefined, ByPlace | undefined> {
  const found: Record<string, Blocked> = {};
  for (const target of targets) {
    const schema = schemaOf(target);
    const base = basePath(target);
    for (const field of schema ? fields(schema) : []) {
      if (!isWanted()) return undefined;
      if (field.widget !== 'switch' && !field.choices) continue;
      const reasons = blockedChoices(draft, base, field);
      if (Object.keys(reasons).length > 0) found[[...base, field.name].join('.')] = reasons;
      yield;
    }
  }
  return found;
}

/**
 * Why choices of these forms cannot be made now, by `section.field` or `services.id.field`. Found while nobody types, in
 * tasks between which the page answers; not in idle time, of which a busy machine may have none for many seconds.
 */
export function useBlocked(targets: readonly Target[]): ByPlace {
  const draft = useEditorState((state) => state.document.draft);
  const [blocked, setBlocked] = useState(nothing);
  useEffect(() => {
    let wanted = true;
    const find = async () => {
      const found = await inTasks(finding(draft, targets, () => wanted));
      if (found && wanted) setBlocked((before) => (sameJson(before, found) ? before : found));
    };
    const timer = setTimeout(() => void find(), REST);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [draft, targets]);
  return blocked;
}
