import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callableOf, commandOf } from './callable.ts';
import { callWith } from './testing.ts';

describe('repeating a recorded call', () => {
  const cases: readonly (readonly [values: readonly string[], call: string | undefined])[] = [
    [[], 'x:y/a.f()'],
    [['"ada"', '{age: 7, name: "own<x>"}'], 'x:y/a.f("ada", {age: 7, name: "own<x>"})'],
    [['"a \\" own<x>"'], 'x:y/a.f("a \\" own<x>")'],
    [['{own: 1, future: none}'], 'x:y/a.f({own: 1, future: none})'],
    [['own<box>'], undefined],
    [['[borrow<box>, borrow<box>]'], undefined],
    [['stream<u8>'], undefined],
    [['future'], undefined],
    [[`"${'x'.repeat(1000)}…`], undefined],
  ];
  for (const [values, call] of cases)
    it(values.join(', ').slice(0, 40), () => {
      const record = callWith({ function: 'x:y/a.f', arguments: values.map((value) => ['v', value]) });
      const found = callableOf(record);
      assert.equal('call' in found ? found.call : undefined, call);
    });
});

describe('the command for a recorded call', () => {
  it('exists for exports, with shell quoting', () => {
    const record = callWith({ function: 'f', arguments: [['name', `"it's"`]] });
    assert.equal(commandOf(record, '/a b/c.wasm'), `wit-studio invoke '/a b/c.wasm' 'f("it'\\''s")'`);
    assert.equal(commandOf(record, undefined), undefined);
    assert.equal(commandOf({ ...record, caller: 'b' }, '/c.wasm'), undefined);
  });
});
