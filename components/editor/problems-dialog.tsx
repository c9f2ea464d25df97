import { useMemo } from 'react';
import { ProblemsList } from '@/components/panels';
import { Button, Dialog } from '@/components/ui';
import { targetOf } from '@/lib/editor/target';
import { placeWords, targetTitle } from '@/lib/editor/words';
import type { Problem } from '@/lib/kit/finding';
import { useEditor, useEditorState } from './context';
import { useRefusedSecrets } from './export-context';
import { focusInspector } from './focus';
import { useGoTo } from './go-to';

/** Goes to the field that a problem is about. */
export function useGoToProblem() {
  const editor = useEditor();
  return (problem: Problem) => {
    const { target, field } = targetOf(problem.path);
    editor.select(target.kind === 'service' ? target : { kind: 'stack' });
    focusInspector(target.id, field);
  };
}

export interface ProblemsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Why there is no download, and where to put it right. */
export function ProblemsDialog({ open, onClose }: ProblemsDialogProps) {
  const problems = useEditorState((state) => state.problems);
  const secrets = useRefusedSecrets();
  const goToProblem = useGoToProblem();
  const goTo = useGoTo();
  const listed = useMemo(
    () => [
      ...problems.map((problem, index) => ({ key: String(index), place: placeWords(problem.path), message: problem.message })),
      ...secrets.map(({ service, name, title, message }) => ({ key: name, place: `${targetTitle({ kind: 'service', id: service })} · ${title}`, message })),
    ],
    [problems, secrets],
  );
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={listed.length === 1 ? 'One value needs correcting first' : `${listed.length} values need correcting first`}
      description={`A download holds only what has passed every rule. Choose ${listed.length === 1 ? 'it' : 'one'} to go to its field.`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <ProblemsList
        problems={listed}
        onOpen={(key) => {
          const problem = problems[Number(key)];
          const secret = secrets.find(({ name }) => name === key);
          onClose();
          if (problem) goToProblem(problem);
          if (secret) goTo.secret(secret.service, secret.name);
        }}
      />
    </Dialog>
  );
}
