import type { Emitter, HLJSApi, HLJSOptions, Language as Grammar } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import nginx from 'highlight.js/lib/languages/nginx';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { Language } from './language';
import { linesOf, type Token, type TokenKind } from './token-text';

const kinds: Readonly<Record<string, TokenKind>> = {
  attr: 'key',
  attribute: 'key',
  name: 'key',
  'selector-tag': 'key',
  'selector-class': 'key',
  string: 'string',
  char: 'string',
  regexp: 'string',
  code: 'string',
  link: 'string',
  number: 'literal',
  literal: 'literal',
  symbol: 'literal',
  bullet: 'literal',
  keyword: 'keyword',
  built_in: 'title',
  meta: 'keyword',
  tag: 'keyword',
  type: 'title',
  title: 'title',
  section: 'title',
  variable: 'variable',
  'template-variable': 'variable',
  subst: 'variable',
  params: 'variable',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  strong: 'strong',
  emphasis: 'emphasis',
};

/** Takes the highlighter's events as a flat list instead of HTML, so that no markup is ever made from text. */
class TokenEmitter implements Emitter {
  readonly tokens: Token[] = [];
  private readonly open: (TokenKind | undefined)[] = [];

  addText(text: string) {
    if (text) this.tokens.push({ kind: this.open.at(-1), text });
  }
  startScope(scope: string) {
    const [first = ''] = scope.split('.');
    // Punctuation and the like keep the colour of what they stand in.
    this.open.push(scope === 'subst' ? undefined : (kinds[first] ?? this.open.at(-1)));
  }
  endScope() {
    this.open.pop();
  }
  openNode(scope: string) {
    this.startScope(scope);
  }
  closeNode() {
    this.endScope();
  }
  __addSublanguage(inner: Emitter) {
    const outer = this.open.at(-1);
    for (const token of (inner as TokenEmitter).tokens) this.tokens.push({ ...token, kind: token.kind ?? outer });
  }
  finalize() {}
  toHTML() {
    return '';
  }
}

/** The library's grammar takes the apostrophes inside `<<'EOF'` for quotes. */
function bashWithQuotedHeredocs(api: HLJSApi): Grammar {
  const grammar = bash(api);
  const heredoc = {
    scope: 'string',
    begin: /<<-?\s*(?:'\w+'|"\w+")/,
    end: /^\s*(\w+)$/,
    'on:begin': (match: RegExpMatchArray, answer: { data: Record<string, unknown> }) => {
      answer.data['tag'] = /\w+/.exec(match[0])?.[0];
    },
    'on:end': (match: RegExpMatchArray, answer: { data: Record<string, unknown>; ignoreMatch: () => void }) => {
      if (match[1] !== answer.data['tag']) answer.ignoreMatch();
    },
  };
  return { ...grammar, contains: [heredoc, ...grammar.contains] };
}

const languages = {
  bash: bashWithQuotedHeredocs, css, dockerfile, ini, javascript, json, makefile, markdown, nginx, python, sql, typescript, xml, yaml,
} satisfies Record<Language, unknown>;

for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
hljs.configure({ __emitter: TokenEmitter } as unknown as Partial<HLJSOptions>);

/** A file as packed lines of tokens. */
export function highlightLines(text: string, language: Language): readonly string[] {
  const result = hljs.highlight(text, { language, ignoreIllegals: true });
  return linesOf((result._emitter as unknown as TokenEmitter).tokens);
}
