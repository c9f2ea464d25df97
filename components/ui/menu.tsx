'use client';

import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx';
import { Kbd } from './kbd';
import { place } from './place';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** One muted line below the label. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly disabled?: string | undefined;
  readonly tone?: 'neutral' | 'danger';
  readonly run: () => void;
}

export interface MenuTrigger {
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string | undefined;
  readonly onClick: () => void;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
  readonly className?: string | undefined;
  /** Draws the button; spread the props into it. */
  readonly trigger: (props: MenuTrigger) => ReactNode;
}

/** A button with a menu: arrows move, Enter chooses, Escape and a click elsewhere close. */
export function Menu({ label, items, align = 'start', className, trigger }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const wrap = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = list.current;
    const button = wrap.current?.querySelector('button');
    // Looked at first: to measure is to lay out the whole page, also for a menu that is not there.
    if (!open || !menu || !button) return;
    const anchor = button.getBoundingClientRect();
    menu.showPopover?.();
    const box = menu.getBoundingClientRect();
    const edge = align === 'start' ? anchor.left : anchor.right - box.width;
    const view = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
    const at = place({ left: edge, top: anchor.top, width: box.width, height: anchor.height }, box, 'bottom', view);
    menu.style.translate = `${at.x}px ${at.y}px`;
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open, align]);

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!wrap.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    window.addEventListener('resize', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      window.removeEventListener('resize', away);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    wrap.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.stopPropagation();
      close();
    } else if (event.key.length === 1) {
      const key = event.key.toLowerCase();
      [...all.slice(at + 1), ...all].find((item) => item.textContent?.toLowerCase().startsWith(key))?.focus();
    }
  };

  return (
    <span ref={wrap} className={cx(styles.wrap, className)}>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open && (
        <div ref={list} id={id} role="menu" aria-label={label} popover="manual" className={styles.menu} onKeyDown={press}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={item.disabled !== undefined || undefined}
              className={styles.item}
              data-tone={item.tone}
              onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
              onClick={() => {
                if (item.disabled !== undefined) return;
                close();
                item.run();
              }}
            >
              {item.icon && <span className={styles.icon}>{item.icon}</span>}
              <span className={styles.text}>
                <span className={styles.label}>{item.label}</span>
                {(item.disabled ?? item.detail) && <span className={styles.detail}>{item.disabled ?? item.detail}</span>}
              </span>
              {item.shortcut && <Kbd keys={item.shortcut} />}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
