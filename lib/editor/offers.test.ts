import { describe, expect, test } from 'vitest';
import { serviceIds } from '../services';
import { addService, checkStack, defaultStack, type Stack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { applyChanges } from './changes';
import { makeChanges, setField } from './commands';
import { createEditor, type Editor } from './editor';
import { undoLabel } from './history';
import { helpFor, lastEdited, removalOf } from './offers';
import type { Path } from './path';
import { targetOf } from './target';

const stateOf = (editor: Editor) => editor.store.getState();

function edited(stack: Stack, ...edits: [place: string, value: unknown][]): Editor {
  const editor = createEditor(stack);
  for (const [place, value] of edits) {
    const { target, field = '' } = targetOf(place.split('.'));
    editor.run(setField, { target, field, value, phase: 'done' });
  }
  return editor;
}

const helpAt = (editor: Editor, place: string) => helpFor(stateOf(editor), place.split('.'));
const words = (editor: Editor, place: string) =>
  helpAt(editor, place)?.offers.map(({ changes }) => changes.map((change) => (change.kind === 'set' ? `${change.path.join('.')}=${JSON.stringify(change.to)}` : `${change.kind} ${change.path.join('.')}`)));

const real = stackOf({ project: { domain: 'app.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com' } });

describe('a change that does not fit the rest of the design', () => {
  test("asks for what only the person knows: a domain and an address, for Let's Encrypt on localhost", () => {
    const editor = edited(defaultStack, ['tls.mode', 'le-production']);
    expect(words(editor, 'tls.mode')?.[0]).toEqual(['ask project.domain', 'ask tls.email']);
    expect(helpAt(editor, 'tls.mode')?.back).toEqual({ kind: 'set', path: ['tls', 'mode'], to: 'local' });
  });

  test('names what it broke at other fields', () => {
    const editor = edited(real, ['project.domain', 'localhost']);
    const help = helpAt(editor, 'project.domain');
    expect(help?.elsewhere.map(({ id }) => id)).toEqual(['tls/public-domain']);
    expect(help?.back?.to).toBe('app.example.com');
  });

  test('leads from one remedy to the next', () => {
    const editor = edited(real, ['services.traefik.httpsPort', 8443]);
    expect(words(editor, 'services.traefik.httpsPort')).toEqual([['services.traefik.httpsPort=443'], ['tls.challenge="dns"']]);
    const front = edited(real, ['project.inFront', 'cloudflare']);
    expect(words(front, 'project.inFront')).toEqual([['tls.challenge="dns"'], ['tls.challenge="http"'], ['tls.mode="files"']]);
    const onPort = edited(stackWith('traefik', { httpPort: 8080 }, real), ['project.inFront', 'cloudflare']);
    expect(words(onPort, 'project.inFront')?.[1]).toEqual(['tls.challenge="http"', 'services.traefik.httpPort=80']);
  });

  test('is never mended by taking itself back, unless that is all there is', () => {
    const editor = edited(stackWith('django', { debug: true }, { project: { environment: 'development' } }), ['project.environment', 'production']);
    expect(words(editor, 'project.environment')).toEqual([['services.django.debug=false']]);
    expect(words(editor, 'services.django.debug')?.[0]).toEqual(['project.environment="development"']);
  });

  test('says nothing where the field itself says it all', () => {
    expect(helpAt(edited(defaultStack, ['services.postgres.port', 80]), 'services.postgres.port')).toBeUndefined();
    expect(helpAt(edited(real, ['tls.email', '']), 'tls.email')).toBeUndefined();
    expect(helpAt(edited(defaultStack, ['tls.mode', 'le-production']), 'project.name')).toBeUndefined();
  });

  test('has no trouble with what was wrong before and has nothing to do with it', () => {
    const editor = edited(defaultStack, ['services.django.adminUrl', '/api'], ['services.django.debug', true]);
    expect(words(editor, 'services.django.debug')?.[0]).toEqual(['project.environment="development"']);
  });
});

describe('an offer', () => {
  test('is one step, and leaves a valid design', () => {
    const editor = edited(stackWith('traefik', { httpPort: 8080 }, real), ['project.inFront', 'cloudflare']);
    const offer = helpAt(editor, 'project.inFront')?.offers[1];
    editor.run(makeChanges, { changes: offer?.changes ?? [], label: 'Make it fit' });
    expect([stateOf(editor).problems, undoLabel(stateOf(editor).history)]).toEqual([[], 'Make it fit']);
    editor.undo();
    expect(stateOf(editor).document.draft.tls.challenge).toBe('tls-alpn');
    expect(stateOf(editor).document.draft.services.traefik.httpPort).toBe(8080);
  });

  test('adds who is needed, or does without', () => {
    const { valkey: _, ...services } = addService(defaultStack, 'worker').services;
    const editor = createEditor(defaultStack, { ...defaultStack, services });
    expect(words(editor, 'services.worker')?.map(([first]) => first?.split('=')[0])).toEqual(['services.valkey', 'remove services.worker']);
    for (const { changes } of helpAt(editor, 'services.worker')?.offers ?? []) expect(checkStack(applyChanges(stateOf(editor).document.draft, changes)).ok).toBe(true);
  });
});

describe('taking out a service', () => {
  test('takes along who cannot be without it', () => {
    const stack = addService(defaultStack, 'worker');
    expect(removalOf(stack, 'valkey').map(({ path }) => path.join('.'))).toEqual(['services.valkey', 'services.worker']);
    expect(removalOf(stack, 'worker')).toHaveLength(1);
  });

  test.each(serviceIds)('%s leaves a valid design', (id) => {
    const all = serviceIds.reduce((stack, each) => addService(stack, each), defaultStack);
    expect(checkStack(applyChanges(all, removalOf(all, id))).ok).toBe(true);
  });
});

test('the last step is known by the fields that it changed', () => {
  const editor = edited(defaultStack, ['project.name', 'shop'], ['tls.mode', 'files']);
  expect(lastEdited(stateOf(editor))).toEqual([['tls', 'mode']] satisfies Path[]);
  editor.undo();
  expect(lastEdited(stateOf(editor))).toEqual([['project', 'name']]);
});
