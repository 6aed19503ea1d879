import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../host/src/protocol.ts';
import { mistakeIn } from './call-mistake.ts';

describe('the error message of a call', () => {
  it('shows the text around its position', () => {
    const call = 'handle({method: "GET", path: 1})';
    const problem: Problem = {
      code: 'invoke-syntax',
      message: `expected a string, found 1})}, at column 30 of ${call}`,
      help: 'Its parameters are (request: request), written in WAVE.',
    };
    assert.equal(
      mistakeIn(call, problem),
      'Expected a string, found 1})}, at column 30: GET", path: ▸1}). Its parameters are (request: request), written in WAVE.',
    );
  });

  it('may concern the function name', () => {
    const problem: Problem = {
      code: 'no-such-export',
      message: 'the component exports no function handel',
      help: 'Did you mean handle?',
    };
    assert.equal(
      mistakeIn('handel()', problem),
      'The component exports no function handel. Did you mean handle?',
    );
  });
});
