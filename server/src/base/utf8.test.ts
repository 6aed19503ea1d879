import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstInvalidByte, utf16Offset } from './utf8.ts';

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

describe('the first invalid UTF-8 byte', () => {
  it('is found after characters of every length', () => {
    assert.equal(firstInvalidByte(Buffer.from('aé€😀\u{fffd}')), undefined);
    assert.equal(firstInvalidByte(Buffer.concat([Buffer.from('aé€😀'), Buffer.from([0xff])])), 10);
  });

  it('is the first byte of a truncated, overlong or invalid sequence', () => {
    for (const bytes of [[0xe2, 0x82], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80]])
      assert.equal(firstInvalidByte(Uint8Array.from([0x61, ...bytes, 0x61])), 1, bytes.join());
  });

  it('is undefined exactly if the decoder reports no error, for all pairs of bytes', () => {
    for (let pair = 0; pair < 0x10000; pair++) {
      for (const rest of [[], [0x80], [0x80, 0x80]]) {
        const bytes = Uint8Array.from([pair >> 8, pair & 0xff, ...rest]);
        assert.equal(firstInvalidByte(bytes) === undefined, isUtf8(bytes), bytes.join());
      }
    }
  });
});

it('is mapped to its offset in the text', () => {
  const text = 'aé€😀\ud800b';
  const before = (character: string) => text.slice(0, text.indexOf(character));
  for (const character of ['a', 'é', '€', '😀', 'b'])
    assert.equal(utf16Offset(text, Buffer.from(before(character)).length), before(character).length);
  assert.equal(utf16Offset(text, 4), text.indexOf('€'), 'within a character');
  assert.equal(utf16Offset(text, 100), text.length);
});
