import assert from 'node:assert/strict';
import { it } from 'node:test';
import { witErrorIn } from './wit-error.ts';

const OF_MACRO = `failed to resolve directory while parsing WIT for path [/shop/wit]

Caused by:
  failed to parse package: /shop/wit

Caused by:
  expected ':', found keyword \`func\`
       --> /shop/wit/desk.wit:48:8
        |
     48 |   page func(entries: list<entry>);
        |        ^`;

const OF_COMPONENTIZE_PY = `AssertionError: failed to resolve directory while parsing WIT for path [/shop/wit]

Caused by:
    0: failed to parse package: /shop/wit
    1: expected ':', found keyword \`func\`
            --> /shop/wit/desk.wit:48:8
             |
          48 |   page func(entries: list<entry>);
             |        ^`;

const OF_WIT_PARSER = `expected ':', found keyword \`func\`
     --> /shop/wit/desk.wit:48:8
      |
   48 |   page func(entries: list<entry>);
      |        ^`;

for (const [tool, output] of Object.entries({ rustc: OF_MACRO, 'componentize-py': OF_COMPONENTIZE_PY }))
  it(`an error in WIT in the output of ${tool} is one of the WIT, at its place`, () => {
    const { code, message, at, causes } = witErrorIn(output, '/shop/wit')!.problem;
    assert.deepEqual([code, message], ['wit-invalid', 'the WIT in /shop/wit cannot be used']);
    assert.deepEqual([at?.file, at?.start], ['/shop/wit/desk.wit', { line: 47, character: 7 }]);
    assert.deepEqual(causes, [OF_WIT_PARSER]);
  });

it('other output has none', () => {
  const rustc = 'error[E0046]: not all trait items implemented, missing: `verify`\n --> src/lib.rs:8:1';
  assert.equal(witErrorIn(rustc, '/shop/wit'), undefined);
  assert.equal(witErrorIn(OF_MACRO, undefined), undefined);
});
