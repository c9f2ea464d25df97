import { Button, Dialog } from '@/components/ui';

export interface RefusedLinkProps {
  readonly message: string | undefined;
  readonly onClose: () => void;
}

export function RefusedLink({ message, onClose }: RefusedLinkProps) {
  return (
    <Dialog
      open={message !== undefined}
      onClose={onClose}
      size="small"
      title="This link does not open"
      description={message}
      footer={
        <Button variant="primary" onClick={onClose}>
          Keep my design
        </Button>
      }
    >
      <p>Your own design is as it was.</p>
    </Dialog>
  );
}
