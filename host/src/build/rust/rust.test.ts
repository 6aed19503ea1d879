import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMessage } from './rust.ts';

describe("a line of cargo's output", () => {
  const text = { message: 'unused', level: 'warning', spans: [] };

  it('is a message', () => {
    const line = { reason: 'compiler-message', message: text };
    assert.deepEqual(readMessage(JSON.stringify(line)), line);
    const artifact = { reason: 'compiler-artifact', filenames: ['a.wasm'] };
    assert.deepEqual(readMessage(JSON.stringify(artifact)), artifact);
  });

  for (const line of [
    '',
    'Compiling',
    '{ not JSON',
    '{}',
    '{"reason":1}',
    '{"reason":"compiler-message","message":"text"}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error"}}',
    '{"reason":"compiler-artifact","filenames":7}',
    '{"reason":"compiler-artifact","filenames":[7]}',
    '{"reason":"compiler-message","message":null}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[null]}}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[{"is_primary":true,"file_name":3}]}}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[{"file_name":"a.rs","line_start":"1"}]}}',
  ]) {
    it(`is output when it is ${line || 'empty'}`, () => assert.equal(readMessage(line), undefined));
  }
});
