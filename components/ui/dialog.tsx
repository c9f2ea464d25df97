'use client';

import { X } from 'lucide-react';
import { type PointerEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { cx } from './cx';
import { IconButton } from './icon-button';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** `sheet` comes from the bottom: for phones. */
  readonly kind?: 'dialog' | 'sheet';
  readonly children?: ReactNode;
}

/**
 * What makes a `dialog` element modal: focus stays inside and returns to where it was; Escape and a click beside it
 * close it. It begins at the element marked `data-autofocus`, else at the dialog itself, which is read out then: not at
 * the button that closes it.
 */
export function useModal(open: boolean, onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open === open) return;
    if (!open) return dialog.close();
    dialog.showModal();
    // React's `autoFocus` comes before this, while nothing in here can have the focus: it would go to the first button.
    (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog).focus();
  }, [open]);
  return {
    ref,
    tabIndex: -1,
    onCancel(event: SyntheticEvent) {
      if (event.target !== ref.current) return;
      event.preventDefault();
      onClose();
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.target === ref.current) onClose();
    },
  };
}

/** Modal: focus stays inside and returns to where it was; Escape and a click beside it close. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = 'medium',
  footer,
  kind = 'dialog',
  children,
}: DialogProps) {
  const modal = useModal(open, onClose);
  const id = useId();

  return (
    <dialog
      {...modal}
      className={cx(styles.dialog, styles[size], kind === 'sheet' && styles.sheet)}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
    >
      {open && (
        <div className={styles.body}>
          <header className={styles.header}>
            <div>
              <h2 id={`${id}-title`} className={styles.title}>
                {title}
              </h2>
              {description && (
                <p id={`${id}-description`} className={styles.description}>
                  {description}
                </p>
              )}
            </div>
            <IconButton label="Close" size="small" onClick={onClose}>
              <X />
            </IconButton>
          </header>
          {children && <div className={styles.content}>{children}</div>}
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
