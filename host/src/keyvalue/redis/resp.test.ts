import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeCommand, NotRespError, RedisError, ReplyReader, type Reply } from './resp.ts';

function read(chunks: readonly Buffer[], limit = 1000): Reply[] {
  const replies: Reply[] = [];
  const reader = new ReplyReader(limit, (reply) => replies.push(reply));
  for (const chunk of chunks) reader.push(chunk);
  return replies;
}

const TEXT = '+OK\r\n:-42\r\n$3\r\na\r\n\r\n$-1\r\n$0\r\n\r\n*2\r\n$1\r\n0\r\n*1\r\n:7\r\n*0\r\n-ERR no\r\n';
const REPLIES = [
  'OK',
  -42n,
  Uint8Array.of(97, 13, 10),
  undefined,
  new Uint8Array(),
  [Uint8Array.of(48), [7n]],
  [],
  new RedisError('ERR no'),
];

describe('RESP', () => {
  it('is parsed at every chunk boundary', () => {
    const bytes = Buffer.from(TEXT);
    for (let at = 0; at <= bytes.length; at++)
      assert.deepEqual(read([bytes.subarray(0, at), bytes.subarray(at)]), REPLIES);
    assert.deepEqual(read([...bytes].map((byte) => Buffer.of(byte))), REPLIES);
  });

  it('encodes arguments with any bytes', () => {
    const command = encodeCommand(['SET', 'ü', Uint8Array.of(13, 10, 255)]);
    const expected = Buffer.concat([
      Buffer.from('*3\r\n$3\r\nSET\r\n$2\r\nü\r\n$3\r\n\r\n'),
      Buffer.of(255, 13, 10),
    ]);
    assert.deepEqual(command, expected);
  });

  for (const [what, text] of [
    ['another protocol', 'HTTP/1.1 200 OK\r\n'],
    ['a number that is none', ':x\r\n'],
    ['a length that is none', '$1x\r\n'],
    ['a line that never ends', '+'.repeat(70_000)],
    ['a value beyond the limit', '$1000\r\n'],
    ['many values beyond the limit', `*1000\r\n${'$2\r\nab\r\n'.repeat(1000)}`],
    ['an array beyond all memory', '*999999999999\r\n'],
    ['arrays in arrays', '*1\r\n'.repeat(100)],
  ] as const)
    it(`is ended by ${what}`, () => {
      assert.throws(() => read([Buffer.from(text)]), NotRespError);
    });

  it('applies its limit to each reply', () => {
    assert.equal(read([Buffer.from('$2\r\nab\r\n'.repeat(1000))], 20).length, 1000);
  });
});
