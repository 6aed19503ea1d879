import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArgumentForm, ValueForm } from '../../../host/src/protocol.ts';
import { type FieldInput, IN_WAVE, nextStep, quoted } from './call-form.ts';

const text: ValueForm = { kind: 'string', type: 'string', example: '"text"' };
const number: ValueForm = { kind: 'text', type: 'u32', example: '1' };
const maybe: ValueForm = {
  kind: 'cases',
  type: 'option<u32>',
  example: 'some(1)',
  cases: [{ label: 'none' }, { label: 'some', payload: number }],
};
const rights: ValueForm = { kind: 'flags', type: 'flags { a, b }', example: '{a}', flags: ['a', 'b'] };
const person: ValueForm = {
  kind: 'fields',
  type: 'record { name, age }',
  example: '{name: "text", age: some(1)}',
  fields: [
    { name: 'name', form: text },
    { name: 'age', form: maybe },
  ],
};
const pair: ValueForm = {
  kind: 'items',
  type: 'tuple<u32, u32>',
  example: '(1, 1)',
  items: [number, number],
};
const params: readonly ArgumentForm[] = [
  { name: 'who', form: person },
  { name: 'may', form: rights },
  { name: 'at', form: pair },
];

const step = (...inputs: readonly FieldInput[]) => nextStep('f', params, inputs);
const field = (...inputs: readonly FieldInput[]) => {
  const found = step(...inputs);
  assert.ok('path' in found);
  return found;
};

describe('the form of a call', () => {
  it('prompts for every value part by part and returns the whole call', () => {
    const inputs: FieldInput[] = [];
    const shown: string[] = [];
    for (const input of ['Ada', 'some', '36', '{a, b}', '1', '2']) {
      const { path, type, kind } = field(...inputs);
      shown.push(`${path}: ${type} by ${kind}`);
      inputs.push(input);
    }
    assert.deepEqual(shown, [
      'who.name: string by string',
      'who.age: option<u32> by cases',
      'who.age.some: u32 by text',
      'may: flags { a, b } by flags',
      'at.0: u32 by text',
      'at.1: u32 by text',
    ]);
    assert.deepEqual(step(...inputs), { call: 'f({name: "Ada", age: some(36)}, {a, b}, (1, 2))' });
  });

  it('does not prompt for a payload if the case has none', () => {
    assert.equal(field('Ada', 'none').path, 'may');
  });

  it('takes a value in WAVE in place of a choice', () => {
    const { kind, example } = field('Ada', IN_WAVE);
    assert.deepEqual([kind, example], ['text', 'some(1)']);
    assert.equal(field('Ada', IN_WAVE, 'some(7)').path, 'may');
  });

  it('previews the call with example values for the remaining questions', () => {
    const rest = '{a}, (1, 1))';
    assert.equal(field().callWith('Ada'), `f({name: "Ada", age: some(1)}, ${rest}`);
    assert.equal(field('Ada', 'some').callWith('x'), `f({name: "Ada", age: some(x)}, ${rest}`);
    assert.equal(field('Ada', IN_WAVE).callWith('none'), `f({name: "Ada", age: none}, ${rest}`);
  });

  it('does not prompt for a function without parameters', () => {
    assert.deepEqual(nextStep('f', [], []), { call: 'f()' });
  });
});

describe('a string of WAVE', () => {
  it('has escapes', () => assert.equal(quoted('a "b"\\\n\t'), '"a \\"b\\"\\\\\\n\\t"'));
});
