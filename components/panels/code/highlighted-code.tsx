import { CodeView, type CodeViewProps } from './code-view';
import { useHighlighted } from './use-highlighted';

export interface HighlightedCodeProps extends Pick<CodeViewProps, 'changes' | 'here' | 'wrap' | 'showTaken' | 'ref'> {
  readonly path: string;
  readonly text: string;
}

/** The code of one file; mount another one for another file. */
export function HighlightedCode({ path, text, ...rest }: HighlightedCodeProps) {
  return <CodeView {...rest} label={`Content of ${path}`} lines={useHighlighted(path, text)} open={!text.endsWith('\n')} />;
}
