import { Users } from 'lucide-react';
import { useEffect } from 'react';
import { withPlaces } from '@/components/canvas/arranging';
import { LAST, SHARED, useBase, useChooseBase } from '@/components/editor/comparison';
import { useHandles } from '@/components/editor/handles';
import { useReplaceDesign } from '@/components/editor/replace-design';
import { useDifferences } from '@/components/editor/use-differences';
import { Button, NoticeArea, NoticeBar, useToast } from '@/components/ui';
import type { Stack } from '@/lib/stack';
import { forgetLink } from './address';

/** Stands on the page while a design from elsewhere waits beside one's own: all of it is taken, some, or nothing. */
export function IncomingBar() {
  const base = useBase();
  return <NoticeArea>{base.kind === 'incoming' && <Choice theirs={base.stack} from={base.from} />}</NoticeArea>;
}

function Choice({ theirs, from }: { readonly theirs: Stack; readonly from: string }) {
  const isLink = from === SHARED;
  const choose = useChooseBase();
  const { length: left } = useDifferences();
  const handles = useHandles();
  const replace = useReplaceDesign();
  const toasts = useToast();

  // What differs is the first thing to see.
  useEffect(() => handles.find('openPanel')?.('changes'), [handles]);

  const end = () => {
    forgetLink();
    choose(LAST);
  };
  const takeAll = async () => {
    const design = await withPlaces(theirs);
    end();
    replace({ design, label: `Take ${from}`, message: `T${from.slice(1)} is open. Yours is among the versions.` });
  };
  const keep = () => {
    end();
    toasts.show({ key: 'shared', message: `Your design goes on. ${isLink ? 'The link still opens the shared one.' : 'The file is as it was.'}` });
  };

  return (
    <NoticeBar
      tone="accent"
      icon={<Users />}
      message={
        <>
          <strong>{isLink ? 'A shared design' : `T${from.slice(1)}`} is here, beside yours.</strong> {left === 0 ? 'Both say the same.' : `${left} ${left === 1 ? 'difference' : 'differences'}: take them one by one under Changes, or all.`}
        </>
      }
      actions={
        <>
          {left > 0 && (
            <Button size="small" onClick={() => void takeAll()}>
              Take all
            </Button>
          )}
          <Button size="small" onClick={keep}>
            {left === 0 ? 'Close' : 'Go on with mine'}
          </Button>
        </>
      }
    />
  );
}
