import { Check, Copy, FileDown } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useEditor } from '@/components/editor/context';
import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { useSaveStackJson } from '@/components/editor/stack-json';
import { useCopyContent } from '@/components/picture/use-copy-content';
import { Button, Dialog, Input } from '@/components/ui';
import { MOST_IN_QR, qrOf } from '@/lib/share/qr';
import { linkNote, linkTo } from './link';
import styles from './share-dialog.module.css';

/** The design for somebody else: as a picture for their camera, as a link, as a file. */
export function ShareDialog({ open, onClose }: LoadedDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} size="small" title="Share" description="The whole design and no secret. Nothing is sent anywhere: the link itself carries it.">
      <Ways />
    </Dialog>
  );
}

type Link = Awaited<ReturnType<typeof linkTo>>;

function Ways() {
  const editor = useEditor();
  const save = useSaveStackJson();
  const [link, setLink] = useState<Link>();
  useEffect(() => {
    let gone = false;
    void linkTo(editor).then((made) => {
      if (!gone) setLink(made);
    });
    return () => {
      gone = true;
    };
  }, [editor]);

  return (
    <div className={styles.ways}>
      {link?.ok && <LinkWays url={link.url} note={linkNote(editor)} />}
      {link?.ok === false && <p>{link.message}</p>}
      <Button icon={<FileDown />} onClick={save}>
        Download stack.json
      </Button>
    </div>
  );
}

function LinkWays({ url, note }: { readonly url: string; readonly note: string }) {
  const id = useId();
  const { copied, copy } = useCopyContent();
  const said = copied === 'failed' ? 'The browser does not let the page copy: select the link and copy it by hand.' : note;
  return (
    <>
      <Picture url={url} />
      <label htmlFor={id} className="visually-hidden">
        Link
      </label>
      <Input id={id} mono readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      <div className={styles.copy}>
        <Button variant="primary" icon={copied === 'yes' ? <Check /> : <Copy />} onClick={() => copy(url)}>
          {copied === 'yes' ? 'Link copied' : 'Copy link'}
        </Button>
        <p role="status" className={styles.said}>
          {copied === 'yes' && <span className="visually-hidden">Link copied</span>}
          {said}
        </p>
      </div>
    </>
  );
}

function Picture({ url }: { readonly url: string }) {
  const code = qrOf(url);
  if (!code) {
    return (
      <p className={styles.said}>
        This link is too long for a QR code that a phone could read: it has {url.length} characters, and {MOST_IN_QR} are possible. Copy it, or share the file.
      </p>
    );
  }
  return (
    <svg role="img" aria-label="QR code of the link" className={styles.code} viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges">
      <path d={code.path} />
    </svg>
  );
}
