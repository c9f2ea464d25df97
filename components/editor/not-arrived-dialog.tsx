import { useEffect, useState } from 'react';
import { Button, Dialog, type NotArrivedProps } from '@/components/ui';

interface NotArrivedDialogProps extends NotArrivedProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** In the place of a dialog whose code did not arrive. Whoever opens it again has it tried again. */
export function NotArrivedDialog({ open, onClose, onAgain }: NotArrivedDialogProps) {
  const [closed, setClosed] = useState(false);
  if (!open && !closed) setClosed(true);
  useEffect(() => {
    if (open && closed) onAgain();
  }, [open, closed, onAgain]);
  return (
    <Dialog
      open={open && !closed}
      onClose={onClose}
      size="small"
      title="This part of the page did not arrive"
      description="Check the connection. Your design is as it was."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" data-autofocus onClick={onAgain}>
            Try again
          </Button>
        </>
      }
    />
  );
}
