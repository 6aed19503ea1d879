import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const uri = 'file:///w/a.wit';
const text = 'package a:b;\n/* 😀 */ interface i {\n  f: func() -> u8;\n  g: func();\n}\n';

async function serve() {
  const client = await serveInProcess(memoryFileSystem(new Map()));
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'wit', version: 1, text } });
  return async (method: string, params: object = {}) => {
    const { data } = await client.request<{ data: number[] }>(`textDocument/semanticTokens/${method}`, {
      textDocument: { uri },
      ...params,
    });
    return placesOf(data);
  };
}

/** `line:character+length`, type and modifiers of each token. */
function placesOf(data: readonly number[]): string[] {
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, n) => {
    const [lines, characters, length, type, modifiers] = data.slice(n * 5);
    character = lines === 0 ? character + characters! : characters!;
    line += lines!;
    return `${line}:${character}+${length} ${type} ${modifiers}`;
  });
}

describe('semantic tokens', () => {
  it('of a range are those of the document that touch it', async () => {
    const ask = await serve();
    const all = await ask('full');
    const range = { start: { line: 1, character: 9 }, end: { line: 2, character: 3 } };
    assert.deepEqual(
      await ask('range', { range }),
      all.filter((token) => /^(1:(9|19)|2:2)\+/.test(token)),
    );
    assert.equal((await ask('range', { range })).length, 3);
  });

  it('of a range without text are none, also beyond the end and from its end to its start', async () => {
    const ask = await serve();
    const start = { line: 0, character: 0 };
    assert.deepEqual(await ask('range', { range: { start, end: start } }), []);
    const beyond = { line: 99, character: 0 };
    assert.deepEqual(await ask('range', { range: { start: beyond, end: beyond } }), []);
    assert.deepEqual(await ask('range', { range: { start: beyond, end: start } }), []);
  });
});
