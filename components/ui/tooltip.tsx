'use client';

import {
  cloneElement,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './kbd';
import { place, type Placement } from './place';
import styles from './tooltip.module.css';

export type { Placement };

export interface TooltipProps {
  readonly content: ReactNode;
  readonly shortcut?: string | undefined;
  readonly placement?: Placement;
  /** The tooltip repeats the child's name; otherwise it describes the child. */
  readonly names?: boolean;
  /** One element that takes pointer and focus. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

const DELAY = 350;

/** Shown on hover and on keyboard focus; Escape hides it. */
export function Tooltip({ content, shortcut, placement = 'bottom', names = false, children }: TooltipProps) {
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!anchor) return;
    const hide = (event: KeyboardEvent) => event.key === 'Escape' && setAnchor(null);
    const leave = () => setAnchor(null);
    document.addEventListener('keydown', hide);
    document.addEventListener('scroll', leave, true);
    return () => {
      document.removeEventListener('keydown', hide);
      document.removeEventListener('scroll', leave, true);
    };
  }, [anchor]);

  const show = (wrapper: HTMLElement, delay: number) => {
    clearTimeout(timer.current);
    const element = wrapper.firstElementChild;
    if (element instanceof HTMLElement) timer.current = setTimeout(() => setAnchor(element), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };

  return (
    <span
      className={styles.wrapper}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(event.currentTarget, DELAY)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(event.currentTarget, 0)}
      onBlur={hide}
    >
      {anchor && !names ? cloneElement(children, { 'aria-describedby': id }) : children}
      {anchor &&
        createPortal(
          <Bubble anchor={anchor} placement={placement} id={names ? undefined : id}>
            {content}
            {shortcut && <Kbd keys={shortcut} />}
          </Bubble>,
          anchor.closest('dialog') ?? document.body,
        )}
    </span>
  );
}

interface BubbleProps {
  readonly anchor: HTMLElement;
  readonly placement: Placement;
  readonly id: string | undefined;
  readonly children: ReactNode;
}

function Bubble({ anchor, placement, id, children }: BubbleProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const bubble = ref.current;
    if (!bubble) return;
    // The top layer: above dialogs, and no ancestor clips it.
    bubble.showPopover?.();
    const at = place(anchor.getBoundingClientRect(), bubble.getBoundingClientRect(), placement, {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    });
    bubble.style.translate = `${at.x}px ${at.y}px`;
  }, [anchor, placement]);
  return (
    <div
      ref={ref}
      popover="manual"
      className={styles.bubble}
      {...(id ? { id, role: 'tooltip' } : { 'aria-hidden': true })}
    >
      {children}
    </div>
  );
}
