import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, test } from 'node:test';
import type { Message } from 'vscode-jsonrpc/node';
import { WholeMessages } from './whole-messages.ts';

const message = (params: unknown) => ({ jsonrpc: '2.0', method: 'm', params }) as Message;

/** The received data, one string per message. */
async function sent(...all: readonly unknown[]): Promise<string[]> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const writer = new WholeMessages(stream);
  await Promise.all(all.map((params) => writer.write(message(params))));
  const bytes = Buffer.concat(chunks);
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = bytes.indexOf('\r\n\r\n', at) + 4;
    const length = Number(/^Content-Length: (\d+)\r\n\r\n$/.exec(bytes.toString('latin1', at, start))![1]);
    found.push(bytes.toString('utf8', start, (at = start + length)));
  }
  return found;
}

describe('messages written in one chunk', () => {
  test('have their length in UTF-8 bytes and keep their order', async () => {
    const texts = ['a', 'é', '\u{1f4a5}', '\ud83d', '\u{2028}', 'x'.repeat(100_000)];
    const found = await sent(...texts);
    assert.deepEqual(
      found.map((one) => (JSON.parse(one) as { params: unknown }).params),
      texts,
    );
  });

  test('are rejected if they are not JSON, without affecting later ones', async () => {
    const stream = new PassThrough();
    const writer = new WholeMessages(stream);
    await assert.rejects(writer.write(message(1n)), TypeError);
    await writer.write(message(1));
    assert.match(String(stream.read()), /^Content-Length: 41\r\n\r\n\{/);
  });
});
