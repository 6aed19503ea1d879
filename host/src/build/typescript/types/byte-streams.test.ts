import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withByteStreams } from './byte-streams.ts';

const WIT = `package t:b@0.1.0;
interface bytes { read: func() -> tuple<stream<u8>, future<stream<string>>>; }
interface mixed { read: func() -> stream<u8>; count: func() -> stream<u32>; }
interface numbers { count: func() -> stream<u32>; }
world w { import copy: func(all: stream<u8>) -> stream<u8>; export own: interface { all: func() -> list<u8>; } }
`;

const rewritten = (module: string): string => {
  const text = `declare module '${module}' {\n  export function read(): AsyncIterable<number>;\n}\n`;
  const source = { tag: 'text' as const, val: [{ path: 'a.wit', text: WIT }] };
  const files = withByteStreams(new Map([['a.d.ts', text]]), { main: source, dependencies: [], world: 'w' });
  return /AsyncIterable<(\w+)>/.exec(files.get('a.d.ts') ?? '')?.[1] ?? '';
};

describe('a stream of bytes', () => {
  it('is declared by its chunks, also where a world declares it', () => {
    assert.equal(rewritten('t:b/bytes@0.1.0'), 'Uint8Array');
    assert.equal(rewritten('copy'), 'Uint8Array');
  });

  it('is declared as jco does where streams of other numbers are in the same module', () => {
    assert.equal(rewritten('t:b/mixed@0.1.0'), 'number');
    assert.equal(rewritten('t:b/numbers@0.1.0'), 'number');
  });
});
