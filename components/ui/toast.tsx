'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './button';
import { IconButton } from './icon-button';
import styles from './toast.module.css';

export interface Toast {
  readonly message: ReactNode;
  readonly tone?: 'neutral' | 'success' | 'danger';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds; with an action or an error it stays longer. */
  readonly duration?: number;
  /** A toast with the same key takes the place of the earlier one. */
  readonly key?: string;
  /** For what may stop being so: listens until it does and calls `close` then. @returns what ends the listening. */
  readonly until?: (close: () => void) => () => void;
}

type Shown = Toast & { readonly id: number };

export interface Toasts {
  show(toast: Toast | string): void;
  dismiss(key: string): void;
}

const ToastContext = createContext<Toasts | null>(null);

/** Says what is not visible otherwise. @throws Error outside of `ToastProvider`. */
export function useToast(): Toasts {
  const toasts = use(ToastContext);
  if (!toasts) throw new Error('useToast needs a ToastProvider above it');
  return toasts;
}

const MOST = 3;
const lasts = (toast: Toast) => toast.duration ?? (toast.action || toast.tone === 'danger' ? 10_000 : 5_000);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const next = useRef(0);
  const remove = useCallback((id: number) => setShown((list) => list.filter((toast) => toast.id !== id)), []);
  const toasts = useMemo<Toasts>(
    () => ({
      show(given) {
        const toast = typeof given === 'string' ? { message: given } : given;
        next.current += 1;
        const id = next.current;
        setShown((list) =>
          [...list.filter((other) => toast.key === undefined || other.key !== toast.key), { ...toast, id }].slice(-MOST),
        );
      },
      dismiss: (key) => setShown((list) => list.filter((toast) => toast.key !== key)),
    }),
    [],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      <section className={styles.region} aria-label="Notifications">
        <div className={styles.list} role="log" aria-live="polite" aria-relevant="additions">
          {shown.map((toast) => (
            <ToastItem key={toast.id} toast={toast} onClose={remove} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

const icons = { neutral: Info, success: CircleCheck, danger: CircleAlert };

function ToastItem({ toast, onClose }: { readonly toast: Shown; readonly onClose: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const came = useRef<Element>(null);
  const { id, until } = toast;
  const duration = lasts(toast);
  useEffect(() => until?.(() => onClose(id)), [until, id, onClose]);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onClose(id), duration);
    return () => clearTimeout(timer);
  }, [held, duration, id, onClose]);
  // The button that was pressed goes with the toast: the focus goes back to where it came from.
  const close = () => {
    if (came.current instanceof HTMLElement) came.current.focus();
    onClose(id);
  };
  const tone = toast.tone ?? 'neutral';
  const Icon = icons[tone];
  return (
    <div
      className={styles.toast}
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (relatedTarget && !currentTarget.contains(relatedTarget)) came.current = relatedTarget;
      }}
      onBlur={() => setHeld(false)}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <p className={styles.message}>{toast.message}</p>
      {toast.action && (
        <Button
          size="small"
          variant="ghost"
          className={styles.action}
          onClick={() => {
            close();
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" size="small" placement="top" onClick={close}>
        <X />
      </IconButton>
    </div>
  );
}
