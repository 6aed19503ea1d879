import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { AdapterConnection } from './connection.ts';

const frame = (message: unknown): string => {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const request = frame({ seq: 7, type: 'request', command: 'ping', arguments: { text: 'x' } });

/** Sends bytes and leaves. @returns what came back */
async function exchange(bytes: string): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const gone = new Promise<void>((done) => {
    new AdapterConnection(input, output, { ping: ({ text: echo }: { text: string }) => ({ echo }) }, done);
  });
  input.end(bytes);
  await gone;
  // Output that is still queued is written in later turns of the event loop.
  setImmediate(() => setImmediate(() => output.end()));
  return text(output);
}

describe('the connection of the debug adapter', () => {
  for (const [what, message] of Object.entries({
    null: null,
    'a number': 7,
    'a list': [],
    'no command': { seq: 1, type: 'request' },
    'a response': { seq: 1, type: 'response', command: 'ping' },
    'an event': { seq: 1, type: 'event', event: 'ping' },
  }))
    it(`responds only to the request after ${what}`, async () => {
      const answers = await exchange(frame(message) + request);
      assert.equal(answers.match(/"type":"response"/g)?.length, 1, answers);
      assert.match(answers, /"request_seq":7,"command":"ping","success":true,"body":\{"echo":"x"\}/);
    });

  it('refuses messages that are not requests', async () => {
    assert.match(await exchange(frame({ seq: 1, type: 'request', command: '__proto__' })), /"success":false/);
  });

  it('leaves a failure to the editor where that shows it beside the expression, and has others shown', async () => {
    const shown = async (command: string) => {
      const answer = await exchange(frame({ seq: 1, type: 'request', command }));
      return /"showUser":(\w+)/.exec(answer)?.[1];
    };
    assert.equal(await shown('evaluate'), 'false');
    assert.equal(await shown('next'), 'true');
  });

  it('ends with a sentence where messages have no head', async () => {
    assert.match(await exchange(`no head\r\n\r\n${request}`), /"output":"The debugger ends: [^"]+\\n"/);
  });

  it('closes when its client disconnects within a message, without a timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    assert.equal(await exchange('Content-Length: 99999999\r\n\r\n{}'), '');
    assert.equal(timers(), before);
  });
});
