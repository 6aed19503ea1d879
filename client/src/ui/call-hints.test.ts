import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callHints } from './call-hints.ts';

describe('what is shown to who is asked for a call', () => {
  it('is of the functions that the component exports', () => {
    const hints = callHints(['edge:service/auth@0.1.0', 'handle', 'check']);
    assert.equal(hints.placeHolder, 'handle(…)');
    assert.match(hints.prompt, /Functions: handle, check\./);
    assert.doesNotMatch(hints.prompt, /wasi:cli/);
  });

  it('is of an interface where there is no other', () => {
    assert.equal(callHints(['a:b/c@1.0.0']).placeHolder, 'a:b/c@1.0.0#function(…)');
  });

  it('names nothing that is not known', () => {
    assert.match(callHints(undefined).prompt, /Leave it empty/);
  });
});
