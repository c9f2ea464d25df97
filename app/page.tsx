import { DesignerPage } from '@/components/editor';

export default function Page() {
  return <DesignerPage />;
}
