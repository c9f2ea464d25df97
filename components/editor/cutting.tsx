'use client';

import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { Button, Dialog } from '@/components/ui';
import { type Loss, lossOf } from '@/lib/editor/loss';
import { connections } from '@/lib/stack';
import { useCutNow } from './actions';
import { useEditor } from './context';

const CutContext = createContext<(id: string) => void>(() => {});

/** Cuts a connection. It asks first only where drawing it again would not bring everything back. */
export function useCut(): (id: string) => void {
  return use(CutContext);
}

export function CutProvider({ children }: { readonly children: ReactNode }) {
  const editor = useEditor();
  const cutNow = useCutNow();
  const [asking, setAsking] = useState<{ readonly id: string; readonly loss: Loss }>();
  const cut = useCallback(
    (id: string) => {
      const { stack } = editor.store.getState();
      const connection = connections(stack).find((one) => one.id === id);
      const loss = connection && lossOf(stack, connection);
      if (loss) setAsking({ id, loss });
      else cutNow(id);
    },
    [editor, cutNow],
  );
  const close = () => setAsking(undefined);
  return (
    <CutContext value={cut}>
      {children}
      <Dialog
        open={asking !== undefined}
        onClose={close}
        size="small"
        title="Cut the connection?"
        footer={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button
              variant="danger"
              onClick={() => {
                close();
                if (asking) cutNow(asking.id);
              }}
            >
              Cut it
            </Button>
          </>
        }
      >
        {asking && (
          <p>
            “{asking.loss.setting}” of {asking.loss.of} is set to “{asking.loss.now}”. Drawn again, the connection would begin with “{asking.loss.then}”.
          </p>
        )}
      </Dialog>
    </CutContext>
  );
}
