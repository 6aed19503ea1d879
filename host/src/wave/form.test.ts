import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WitType } from '../../../server/src/types/wit-type.ts';
import { argumentForms } from './form.ts';

const handle: WitType = { kind: 'own', resource: 'r' };
const u32: WitType = { kind: 'u32' };
const formOf = (type: WitType) =>
  argumentForms({ params: [{ name: 'x', type }], result: undefined })?.[0]?.form;
const labels = (type: WitType) => {
  const form = formOf(type);
  assert.ok(form?.kind === 'cases');
  return form.cases.map(({ label, payload }) => (payload ? `${label}(${payload.type})` : label));
};

describe('the form for a value', () => {
  it('is a choice of cases, labelled as in WAVE', () => {
    assert.deepEqual(labels({ kind: 'bool' }), ['true', 'false']);
    assert.deepEqual(labels({ kind: 'enum', cases: ['a', 'none'] }), ['a', '%none']);
    assert.deepEqual(labels({ kind: 'option', some: u32 }), ['none', 'some(u32)']);
    assert.deepEqual(labels({ kind: 'result', ok: undefined, err: u32 }), ['ok', 'err(u32)']);
  });

  it('omits cases whose payload WAVE cannot express', () => {
    const cases = [
      { name: 'r', type: handle },
      { name: 'n', type: u32 },
    ];
    assert.deepEqual(labels({ kind: 'variant', cases }), ['n(u32)']);
    assert.deepEqual(labels({ kind: 'option', some: handle }), ['none']);
  });

  it('prompts part by part for records and tuples, and for text otherwise', () => {
    const record = formOf({ kind: 'record', fields: [{ name: 'n', type: { kind: 'string' } }] });
    assert.ok(record?.kind === 'fields');
    assert.deepEqual(
      record.fields.map(({ name, form }) => [name, form.kind, form.example]),
      [['n', 'string', '"text"']],
    );
    assert.equal(formOf({ kind: 'tuple', items: [u32] })?.kind, 'items');
    assert.equal(formOf({ kind: 'flags', flags: ['a'] })?.kind, 'flags');
    assert.deepEqual(formOf({ kind: 'list', element: u32 }), {
      type: 'list<u32>',
      example: '[1]',
      kind: 'text',
    });
  });

  it('is absent for a function that takes a handle', () => {
    assert.equal(formOf(handle), undefined);
  });
});
