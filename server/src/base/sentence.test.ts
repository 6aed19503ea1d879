import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sentence } from './sentence.ts';

it('a sentence begins with a capital, unless that would change a name', () => {
  assert.equal(sentence('the instances need each other'), 'The instances need each other.');
  assert.equal(sentence('“app” imports t:math/ops'), '“app” imports t:math/ops.');
  assert.equal(sentence('wasi:cli/run is not exported!'), 'wasi:cli/run is not exported!');
  assert.equal(sentence('math.wasm is a core module'), 'math.wasm is a core module.');
});
