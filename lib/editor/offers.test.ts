import { describe, expect, test } from 'vitest';
import { serviceIds } from '../services';
import { addService, checkStack, defaultStack, type Stack } from '../stack';
import { parsed, stackOf, stackWith } from '../stack/test-stacks';
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

/** As typed key by key, and left. */
function typed(editor: Editor, place: string, ...values: unknown[]): Editor {
  const { target, field = '' } = targetOf(place.split('.'));
  for (const value of values) editor.run(setField, { target, field, value, phase: 'typing' });
  editor.run(setField, { target, field, value: values.at(-1), phase: 'done' });
  return editor;
}

const shop = { exposure: 'public', route: '/shop' };
const own = parsed({ ...stackWith('postgres'), containers: { shop } });

describe('the way back', () => {
  test('leads past what was refused as well, to the last value that the field may have', () => {
    const editor = edited(own, ['containers.shop.route', '/a b'], ['containers.shop.route', '/admin']);
    expect(helpAt(editor, 'containers.shop.route')?.back?.to).toBe('/shop');
  });

  test('is none where no earlier value would do', () => {
    const bad = createEditor(own, applyChanges(own, [{ kind: 'set', path: ['containers', 'shop', 'route'], to: '/a b' }]));
    typed(bad, 'containers.shop.route', '/admin');
    expect(helpAt(bad, 'containers.shop.route')?.back).toBeUndefined();
  });

  test('leads to no value that was half typed', () => {
    const editor = typed(edited(defaultStack, ['services.traefik.httpPort', 443]), 'services.traefik.httpsPort', 44, 443);
    expect(helpAt(editor, 'services.traefik.httpsPort')?.back).toBeUndefined();
    typed(editor, 'project.name', 'shop');
    expect(helpAt(editor, 'services.traefik.httpsPort')?.back).toBeUndefined();
  });

  test('leads to before the word, not into it', () => {
    const editor = typed(createEditor(real), 'project.domain', 'app.example.co', 'localhost');
    expect(helpAt(editor, 'project.domain')?.back?.to).toBe('app.example.com');
  });

  test('breaks nothing that holds now', () => {
    const editor = edited(own, ['containers.shop.route', '/a b'], ['services.django.adminUrl', '/shop'], ['containers.shop.route', '/api']);
    expect(helpAt(editor, 'containers.shop.route')?.back).toBeUndefined();
  });

  test('of a field that the last step left alone is there while its value is refused', () => {
    const editor = edited(own, ['containers.shop.route', '/admin'], ['project.name', 'other']);
    expect(helpAt(editor, 'containers.shop.route')?.back?.to).toBe('/shop');
    expect(helpAt(editor, 'services.django.adminUrl')?.back).toBeUndefined();
  });
});

describe('an offer', () => {
  test('names no change that changes nothing', () => {
    const editor = typed(edited(defaultStack, ['services.traefik.httpPort', 443]), 'services.traefik.httpsPort', 44, 443);
    expect(words(editor, 'services.traefik.httpsPort')).toEqual([['services.traefik.httpPort=80']]);
  });

  test('asks one of two that took the same path to leave it, not both', () => {
    const editor = edited(own, ['containers.shop.route', '/admin']);
    expect(words(editor, 'containers.shop.route')).toEqual([['ask services.django.adminUrl']]);
    expect(words(editor, 'services.django.adminUrl')).toEqual([['ask containers.shop.route']]);
  });

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
