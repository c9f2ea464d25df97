import { mermaidOf } from '@/lib/editor/picture/mermaid';
import { type PictureTheme, svgOf } from '@/lib/editor/picture/svg';
import type { Stack } from '@/lib/stack';
import { pngOf } from './png';

export interface Format {
  readonly value: 'svg' | 'png' | 'mermaid';
  readonly label: string;
  readonly help: string;
  /** Behind the dot of the file's name. */
  readonly extension: string;
  readonly themes: readonly PictureTheme[];
  readonly make: (stack: Stack, theme: PictureTheme) => string | Promise<Blob>;
}

export const formats: readonly Format[] = [
  { value: 'svg', label: 'SVG', help: 'Sharp at every size, and dark for whoever prefers dark.', extension: 'svg', themes: ['auto', 'light', 'dark'], make: svgOf },
  { value: 'png', label: 'PNG', help: 'For slides and chats; twice as large as the diagram.', extension: 'png', themes: ['light', 'dark'], make: (stack, theme) => pngOf(svgOf(stack, theme)) },
  { value: 'mermaid', label: 'Mermaid', help: 'Text that GitHub and GitLab draw, for a README.', extension: 'mmd', themes: [], make: mermaidOf },
];

export const themeLabels: Readonly<Record<PictureTheme, string>> = { auto: 'As the reader has it', light: 'Light', dark: 'Dark' };
