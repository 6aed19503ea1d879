import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Superseded } from '../analysis/scheduler.ts';
import { dispatch, guard } from './dispatch.ts';

const neverCancelled = new CancellationTokenSource().token;
const noop = () => {};
const codeOf = (answer: unknown) => (answer instanceof ResponseError ? answer.code : answer);

describe('the dispatcher', () => {
  test('returns the result of a feature', async () => {
    const handler = dispatch(noop, 'double', 0, (n: number) => n * 2);
    assert.equal(await handler(21, neverCancelled), 42);
  });

  test('returns RequestCancelled for a cancelled request', async () => {
    const source = new CancellationTokenSource();
    const handler = dispatch(noop, 'late', 0, () => (source.cancel(), 1));
    assert.equal(codeOf(await handler(undefined, source.token)), LSPErrorCodes.RequestCancelled);
    assert.equal(codeOf(await handler(undefined, source.token)), LSPErrorCodes.RequestCancelled);
  });

  test('returns ContentModified if the text changed meanwhile', async () => {
    const handler = dispatch(noop, 'old', 0, () => Promise.reject(new Superseded()));
    assert.equal(codeOf(await handler(undefined, neverCancelled)), LSPErrorCodes.ContentModified);
  });

  test('logs other exceptions and returns an empty result', async () => {
    const log: string[] = [];
    const handler = dispatch(
      (line) => log.push(line),
      'hover',
      null,
      () => {
        throw new TypeError('no such thing');
      },
    );
    assert.equal(await handler(undefined, neverCancelled), null);
    assert.match(log.join(), /^hover: TypeError: no such thing/);
  });

  test('passes on an error for the user', async () => {
    const refusal = new ResponseError(LSPErrorCodes.RequestFailed, 'the name is taken');
    const handler = dispatch(noop, 'rename', null, () => Promise.reject(refusal));
    assert.equal(await handler(undefined, neverCancelled), refusal);
  });
});

test('logs a notification that fails', () => {
  const log: string[] = [];
  const fail = () => {
    throw new RangeError('far out');
  };
  guard((line) => log.push(line), 'didChange', fail)(undefined);
  assert.match(log.join(), /^didChange: RangeError: far out/);
});
