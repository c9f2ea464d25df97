import { DesignerPage } from '@/components/editor';
import { WaitingFrame } from '@/components/editor/waiting-frame';

export default function Page() {
  return (
    <DesignerPage>
      <WaitingFrame />
    </DesignerPage>
  );
}
