import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { describe, it } from 'node:test';
import { checkShortStrings } from './checked-strings.ts';

/** Whether the script decodes the bytes after all. */
const decodes = new Function(
  `${checkShortStrings(`
    const decoder = { decode: () => (decoded = true) };
    let decoded = false;
    function copy(from) {
      decoder.decode(from);
    }
  `)}
  return (bytes) => { decoded = false; copy(bytes); return decoded; };`,
)() as (bytes: Uint8Array) => boolean;

/** Bytes at which a rule of UTF-8 begins or ends. */
const EDGES = [
  0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
  0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
];

function* sequences(length: number): Generator<number[]> {
  if (length === 0) return yield [];
  for (const rest of sequences(length - 1)) for (const byte of EDGES) yield [...rest, byte];
}

describe('a short string between components', () => {
  it('is validated instead of decoded exactly when it is UTF-8', () => {
    for (const length of [0, 1, 2, 3, 4])
      for (const sequence of sequences(length)) {
        const bytes = Uint8Array.from(sequence);
        assert.equal(decodes(bytes), !isUtf8(bytes), `${bytes}`);
      }
  });

  it('may have any sequence of characters', () => {
    assert.equal(decodes(new TextEncoder().encode('héllo, w€rld 🌍\u{10ffff}\u{ffff}!')), false);
    assert.equal(decodes(Uint8Array.of(0x41, 0xf0, 0x9f, 0x8c)), true);
  });

  it('is decoded when long, and other scripts are unchanged', () => {
    assert.equal(decodes(new Uint8Array(129)), true);
    assert.equal(checkShortStrings('export const x = 1;'), 'export const x = 1;');
  });
});
