import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wrongValue } from './wrong-value.ts';

const cases = {
  'expected number: FromJs { from: "string", to: "i32", message: None }':
    'a string where the WIT has a number (i32)',
  'expected string: FromJs { from: "undefined", to: "string", message: None }':
    'undefined where the WIT has a string',
  'expected string: FromJs { from: "object", to: "string", message: None }':
    'an object where the WIT has a string',
  'expected number: FromJs { from: "promise", to: "i32", message: None }':
    'a promise where the WIT has a number (i32): the function is not async in the WIT',
  'expected string: Utf8(Utf8Error { valid_up_to: 0, error_len: Some(1) })':
    'a string with half of a surrogate pair',
  'invalid nested option: Error(FromJs { from: "int", to: "nested option", message: None })':
    'an int where the WIT has a nested option',
  'invalid result: Exception(Exception { message: Some("unknown result tag: \\"a\\""), stack: Some("TypeError") })':
    'a value that does not fit: unknown result tag: "a"',
  'unknown enum case: purple': 'a value that does not fit: unknown enum case: purple',
  'expected single char, got 2 chars': 'a value that does not fit: expected single char, got 2 chars',
  'expected array': 'no array where the WIT has a list or a tuple',
  'expected bigint': 'no bigint where the WIT has a u64 or an s64',
  'expected bool': 'no boolean where the WIT has a bool',
  'expected resource object': 'no object of the class where the WIT has a resource',
};

describe('a value of a guest that does not fit', () => {
  for (const [head, expected] of Object.entries(cases))
    it(`is ${expected}`, () => assert.equal(wrongValue(head), `the guest gave ${expected}`));

  it('may be an export that is no function', () => {
    const head = "Failed to resolve 'g': Error converting from js 'int' into type 'function'";
    assert.equal(wrongValue(head), 'the guest exports an int as g, where the WIT has a function');
  });

  it('is distinguished from an exception of the guest', () =>
    assert.equal(wrongValue("Failed to call 'f': Error: expected array"), undefined));
});
