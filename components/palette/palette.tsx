import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { loadRecent, saveRecent } from '@/components/editor/storage';
import { IconButton, Kbd } from '@/components/ui';
import { createPalette, type Item, withRecent } from '@/lib/editor/palette';
import { isPressed } from '@/lib/editor/shortcuts';
import { Option } from './option';
import styles from './palette.module.css';
import { useChoose } from './use-choose';
import { useItems } from './use-items';

/** How far Page Up and Page Down go. */
const PAGE = 8;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** One further goes around; a page stops at the ends. */
function stepped(at: number, step: number, count: number): number {
  if (count === 0) return 0;
  return Math.abs(step) === 1 ? (at + step + count) % count : Math.min(count - 1, Math.max(0, at + step));
}

function countWords(count: number): string {
  return count === 0 ? 'Nothing found' : `${count} found`;
}

/** A field to type in, and what it finds: the field keeps the focus, arrows choose (WAI-ARIA: combobox with a listbox). */
export function Palette({ typed, onClose }: { readonly typed: string; readonly onClose: () => void }) {
  const id = useId();
  const { items, icons } = useItems();
  const choose = useChoose();
  const [recent] = useState(loadRecent);
  const [query, setQuery] = useState(typed);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const find = useMemo(() => createPalette(items, recent), [items, recent]);
  const groups = useMemo(() => find(query), [find, query]);
  const found = groups.flatMap((group) => group.items);
  const active = found[Math.min(at, found.length - 1)];
  const optionId = (item: Item) => `${id}-${item.id}`;

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    if (at === 0) list.current?.scrollTo(0, 0);
  }, [at, query]);

  const take = (item: Item) => {
    if (item.disabled !== undefined) return;
    saveRecent(withRecent(recent, item.id));
    onClose();
    choose(item.does);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    // An Enter that ends a word of an input method chooses nothing.
    if (event.nativeEvent.isComposing) return;
    if (step !== undefined) setAt(stepped(at, step, found.length));
    else if (event.key === 'Enter') {
      if (active) take(active);
    } else if (isPressed('palette', event)) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.palette} onKeyDown={press}>
      <div className={styles.ask}>
        <Search aria-hidden="true" className={styles.lens} />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Find an action, a setting, a service, a file or a preset"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(active)}
          placeholder="An action, a setting, a service, a file …"
          data-autofocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
        <IconButton label="Close" size="small" placement="left" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <p role="status" className="visually-hidden">
        {query.trim() !== '' && countWords(found.length)}
      </p>
      {/* Pressing on a choice must not take the focus from the field. */}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Found" className={styles.list} onMouseDown={(event) => event.preventDefault()}>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className={styles.group}>
            <p id={`${id}-${group.id}`} role="presentation" className={styles.heading}>
              {group.title}
            </p>
            {group.items.map((item) => (
              <Option
                key={item.id}
                id={optionId(item)}
                item={item}
                icon={icons[item.id]}
                query={query}
                selected={item === active}
                onPoint={() => setAt(found.indexOf(item))}
                onChoose={() => take(item)}
              />
            ))}
          </div>
        ))}
        {found.length === 0 && (
          <p role="presentation" className={styles.nothing}>
            Nothing has these words. Try one of them, or the beginning of one.
          </p>
        )}
      </div>
      <p className={styles.hints} aria-hidden="true">
        <span>
          <Kbd keys="arrowup" /> <Kbd keys="arrowdown" /> choose
        </span>
        <span>
          <Kbd keys="enter" /> go
        </span>
        <span>
          <Kbd keys="escape" /> close
        </span>
      </p>
    </div>
  );
}
