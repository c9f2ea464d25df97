import { describe, expect, it } from 'vitest';
import type { Field } from '@/lib/kit/fields';
import { defaultText, isChanged, isVisible, sectionState, sectionsOf } from './form-model';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  description: '',
  widget: 'text',
  default: '',
  section: '',
  ...more,
});

const mode = field('mode', { default: 'local', section: 'Certificate' });
const email = field('email', { section: 'Certificate', visibleWhen: { field: 'mode', in: ['public'] } });
const port = field('port', { widget: 'number', default: 80, unit: 's' });
const hosts = field('hosts', { widget: 'list', default: [] });

describe('a form', () => {
  it('heads fields by their section, those without by the title given', () => {
    const sections = sectionsOf([mode, port, email], 'General');
    expect(sections.map(({ title, fields }) => [title, fields.map(({ name }) => name)])).toEqual([
      ['Certificate', ['mode', 'email']],
      ['General', ['port']],
    ]);
  });

  it('hides a field until another has one of its values', () => {
    expect(isVisible(email, { mode: 'local' })).toBe(false);
    expect(isVisible(email, { mode: 'public' })).toBe(true);
    expect(isVisible(port, {})).toBe(true);
  });

  it('knows what was changed, in lists too', () => {
    expect(isChanged(port, { port: 80 })).toBe(false);
    expect(isChanged(port, {})).toBe(false);
    expect(isChanged(port, { port: '80' })).toBe(true);
    expect(isChanged(hosts, { hosts: [] })).toBe(false);
    expect(isChanged(hosts, { hosts: ['a'] })).toBe(true);
  });

  it('counts changes and problems of the fields in view', () => {
    const [certificate] = sectionsOf([mode, email]);
    expect(sectionState(certificate!, { mode: 'local', email: 'x' }, { email: 'no' })).toEqual({ changed: 0, problems: 0 });
    expect(sectionState(certificate!, { mode: 'public', email: 'x' }, { email: 'no' })).toEqual({ changed: 2, problems: 1 });
  });

  it('says defaults in words', () => {
    expect(defaultText(port)).toBe('80 s');
    expect(defaultText(field('workers', { default: 1, unit: 'processes' }))).toBe('1 process');
    expect(defaultText(hosts)).toBe('none');
    expect(defaultText(email)).toBe('empty');
    expect(defaultText(field('on', { widget: 'switch', default: true }))).toBe('on');
    expect(defaultText(field('c', { default: 'a', choices: [{ value: 'a', label: 'First' }] }))).toBe('First');
    expect(defaultText(field('csp', { default: 'a'.repeat(41) }))).toBe('the default');
  });
});
