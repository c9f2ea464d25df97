import { CopyPlus } from 'lucide-react';
import { useState } from 'react';
import { Button, NoticeArea, NoticeBar, PromptDialog, useToast } from '@/components/ui';
import { versionNameProblem } from '@/lib/editor/versions';
import { useEditor } from './context';
import { useKeeper } from './keeper-context';
import { useKeeping } from './use-keeper';
import { keepVersion } from './versions';

/** Stands on the page for as long as another tab has another design: none of the two overwrites the other unseen. */
export function OtherTabBar() {
  const keeper = useKeeper();
  const { elsewhere } = useKeeping(keeper);
  return <NoticeArea>{elsewhere && <Choice />}</NoticeArea>;
}

function Choice() {
  const keeper = useKeeper();
  const editor = useEditor();
  const toasts = useToast();
  const [naming, setNaming] = useState(false);
  const mine = () => editor.store.getState().document.draft;

  const failed = (reason: string) => toasts.show({ key: 'tabs', tone: 'danger', message: reason });
  const takeTheirs = () => {
    // Undo has it until a reload, the versions have it after that.
    if (keeper.unsaved()) keepVersion({ name: 'From this tab, before the other’s', kind: 'automatic', design: mine() });
    keeper.takeTheirs();
  };
  const keepMine = () => {
    const theirs = keeper.store.getState().elsewhere?.draft;
    const put = theirs && keepVersion({ name: 'From the other tab', kind: 'automatic', design: theirs });
    if (put && !put.ok) failed(put.reason);
    else {
      keeper.keepMine();
      toasts.show({ key: 'tabs', tone: 'success', message: 'Your design is kept. The other one is among the versions.' });
    }
  };
  const name = (text: string) => {
    const put = keepVersion({ name: text, kind: 'named', design: mine() });
    if (!put.ok) failed(put.reason);
    else {
      keeper.takeTheirs();
      toasts.show({ key: 'tabs', tone: 'success', message: `“${text.trim()}” is among the versions, and here is the design of the other tab.` });
    }
  };

  return (
    <NoticeBar
      tone="warning"
      icon={<CopyPlus />}
      message={
        <>
          <strong>Another tab has changed the design.</strong> What you do here is not kept until you choose.
        </>
      }
      actions={
        <>
          <Button size="small" onClick={takeTheirs}>
            Take theirs
          </Button>
          <Button size="small" onClick={keepMine}>
            Go on with mine
          </Button>
          <Button size="small" onClick={() => setNaming(true)}>
            Keep mine as a version…
          </Button>
        </>
      }
    >
      <PromptDialog
        open={naming}
        onClose={() => setNaming(false)}
        title="Keep your design as a version"
        description="This tab then shows the design of the other one. Yours is in the list of versions."
        label="Name"
        initial={`${mine().project.name} of this tab`}
        action="Keep"
        check={versionNameProblem}
        onSubmit={name}
      />
    </NoticeBar>
  );
}
