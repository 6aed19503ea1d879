import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { argumentsOf, callItems, resourceItems } from './call-items.ts';

const handle = { name: 'handle', signature: '(path: string) -> u32', call: 'handle("text")' };
const check = { name: 'a:b/c.check@1.0.0', signature: '() -> u32', call: 'check()' };

describe('the list of calls', () => {
  it('lists functions by WIT name, with signature and example', () => {
    const items = callItems({ isCommand: false, functions: [handle, check] }, []);
    assert.deepEqual(
      items.map(({ label, description, detail, call }) => [label, description, detail, call]),
      [
        ['handle', handle.signature, 'handle("text")', 'handle("text")'],
        ['a:b/c.check@1.0.0', '() -> u32', 'check()', 'check()'],
      ],
    );
  });

  it('leaves out the members of types where a signature is long, which stays known as a whole', () => {
    const members = 'method: string, body: option<variant { text(string), bytes(list<u8>) }>';
    const signature = `(request: record { ${members} }, max: u32) -> result<record { ${members} }>`;
    const [item] = callItems({ isCommand: false, functions: [{ ...handle, signature }] }, []);
    assert.equal(item?.description, '(request: record {…}, max: u32) -> result<record {…}>');
    assert.equal(item.signature, signature);
  });

  it('lists recent calls first', () => {
    const history = ['handle("/me")', 'handle("/")', 'handle("/a")', 'handle("/b")'];
    const [first, second, , fourth] = callItems({ isCommand: false, functions: [handle] }, history);
    assert.deepEqual(first, { label: 'handle("/me")', description: 'last call', call: 'handle("/me")' });
    assert.deepEqual(second, { label: 'handle("/")', description: 'earlier call', call: 'handle("/")' });
    assert.equal(fourth?.call, 'handle("text")');
  });

  it('lists a program once, as wasi:cli/run', () => {
    const run = { name: 'wasi:cli/run.run@0.2.3', signature: '() -> result', call: 'run()' };
    const items = callItems({ isCommand: true, functions: [run, check] }, []);
    assert.deepEqual(
      items.map(({ label, call }) => [label, call]),
      [
        ['wasi:cli/run', undefined],
        ['a:b/c.check@1.0.0', 'check()'],
      ],
    );
  });

  it('omits functions that take a handle', () => {
    const open = { name: 'a:b/c.open', signature: '(at: borrow<place>)' };
    assert.deepEqual(callItems({ isCommand: false, functions: [open] }, []), []);
  });
});

describe('the list of functions of resources', () => {
  it('has each with its signature, and none can be picked', () => {
    const add = { name: 'a:b/c.counter.add', signature: '(self: borrow<counter>, by: u32)' };
    assert.deepEqual(resourceItems({ resourceFunctions: [add] }), [
      { label: add.name, description: add.signature, call: undefined, isDisabled: true },
    ]);
  });
});

describe('the arguments of a call', () => {
  it('are the text between its parentheses', () => {
    const call = 'a:b/c.check@1.0.0(some("(text)"))';
    assert.equal(call.slice(...argumentsOf(call)), 'some("(text)")');
  });

  it('are empty for a name without parentheses', () => {
    assert.deepEqual(argumentsOf('check'), [5, 5]);
  });
});
