'use client';

import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Editor, EditorState } from '@/lib/editor/editor';

export const EditorContext = createContext<Editor | null>(null);

/** @throws Error outside of the designer. */
export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error('useEditor needs an editor above it');
  return editor;
}

/** What `select` picks from the editor's state; it must return the same object for the same state. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select);
}
