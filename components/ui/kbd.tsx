'use client';

import { useSyncExternalStore } from 'react';
import { keyCaps, keyWords } from './keys';
import { cx } from './cx';
import styles from './kbd.module.css';

const never = () => () => {};
const isApple = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Whether this is Apple's keyboard; `false` until the page runs. */
export function useApple(): boolean {
  return useSyncExternalStore(never, isApple, () => false);
}

export interface KbdProps {
  /** `mod+shift+z`: `mod` is ⌘ with Apple, Ctrl elsewhere. */
  readonly keys: string;
  readonly tone?: 'plain' | 'filled';
}

/** A shortcut as key caps. It only shows; a control says it with `aria-keyshortcuts`. */
export function Kbd({ keys, tone = 'plain' }: KbdProps) {
  const apple = useApple();
  return (
    <kbd className={cx(styles.kbd, styles[tone])} aria-hidden="true" title={keyWords(keys, apple)}>
      {keyCaps(keys, apple)}
    </kbd>
  );
}
