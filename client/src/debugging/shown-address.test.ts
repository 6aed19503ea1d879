import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { DebugSession } from 'vscode';
import { env, window, type Uri } from '../testing/editor.ts';
import { shownAddress } from './shown-address.ts';

const URL = 'http://127.0.0.1:8080/';
const SERVES = { event: 'output', body: { category: 'console', output: `Serving HTTP on ${URL}\n` } };

/** A session, the messages about it, whose first button is clicked by `click`, and the opened addresses. */
function shownSession(t: TestContext, configuration: object = {}) {
  const messages: (readonly string[])[] = [];
  const opened: string[] = [];
  let click = (): void => undefined;
  t.mock.method(window, 'showInformationMessage', (...message: readonly string[]) => {
    messages.push(message);
    return new Promise<string | undefined>((done) => (click = () => done(message[1])));
  });
  t.mock.method(env, 'openExternal', ({ path }: Uri) => {
    opened.push(path);
    return Promise.resolve(true);
  });
  const tracker = shownAddress({ configuration } as DebugSession);
  const clickButton = async () => {
    click();
    await new Promise(setImmediate);
  };
  return { tracker, messages, opened, clickButton };
}

describe('the address of a session', () => {
  it('is opened by the button of its message', async (t) => {
    const { tracker, messages, opened, clickButton } = shownSession(t);
    tracker.onDidSendMessage?.(SERVES);
    assert.deepEqual(messages, [[`Debugging at ${URL}`, 'Open in Browser']]);
    await clickButton();
    assert.deepEqual(opened, [URL]);
  });

  it('is opened no more when the session is over', async (t) => {
    const { tracker, messages, opened, clickButton } = shownSession(t);
    tracker.onDidSendMessage?.(SERVES);
    tracker.onWillStopSession?.();
    await clickButton();
    assert.deepEqual([opened, messages[1]], [[], [`Nothing is served at ${URL} any more.`]]);
  });

  it('is that of a server without debugging, and of no other output', (t) => {
    const { tracker, messages } = shownSession(t, { noDebug: true });
    tracker.onDidSendMessage?.({ event: 'output', body: { output: `Guest: ${URL}` } });
    tracker.onDidSendMessage?.(SERVES);
    assert.deepEqual(messages, [[`Serving at ${URL}`, 'Open in Browser']]);
  });
});
