import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Outcome } from '../../packages/encoded.ts';
import { decodeInThread } from './decode-in-thread.ts';

const bytes = (text: string) => Buffer.from(text);
const type = (name: string) => `(type (component (export "a:b/${name}" (instance))))`;
const good = (name: string) => bytes(`(component ${type(name)} (export "${name}" (type 0)))`);
/** A component that the decoder gives up by a trap. */
const trapping = bytes(`(component ${type('i')} (import "i" (type (eq 0))))`);

const kinds = (outcomes: readonly Outcome[]) =>
  outcomes.map((one) => (one.kind === 'refused' ? one.refusal.kind : one.kind));
const reason = ([first]: readonly Outcome[]) =>
  first?.kind === 'refused' ? first.refusal.reasons.join() : '';

describe('the decoder thread', () => {
  it('reads a set of files', async () => {
    const outcomes = await decodeInThread()([good('i'), good('j'), bytes('(module)'), bytes('(component)')]);
    assert.deepEqual(kinds(outcomes), ['text', 'merged', 'core-module', 'component']);
    assert.match(outcomes[0]?.kind === 'text' ? outcomes[0].text : '', /interface i [\s\S]*interface j /);
  });

  it('continues after a file on which it traps, and reads the others of the set', async () => {
    const decode = decodeInThread();
    assert.deepEqual(kinds(await decode([good('i'), trapping, good('j')])), ['text', 'gave-up', 'merged']);
    assert.deepEqual(kinds(await decode([trapping])), ['gave-up']);
    assert.deepEqual(kinds(await decode([good('i')])), ['text']);
  });

  it('decodes sets one after the other', async () => {
    const decode = decodeInThread();
    const all = await Promise.all([decode([good('i')]), decode([trapping]), decode([good('j')])]);
    assert.deepEqual(all.map(kinds), [['text'], ['gave-up'], ['text']]);
  });
});

describe('a failing thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decoder-'));
  after(() => rmSync(folder, { recursive: true }));
  const program = (name: string, text: string) => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${text}`);
    return pathToFileURL(path);
  };
  /** Responds with a file's first byte; the reaction to the byte 0 is a parameter. */
  const answering = (name: string, bad: string) =>
    program(
      name,
      `parentPort.on('message', (files) => {
        if (files.some(([byte]) => byte === 0)) { ${bad} }
        parentPort.postMessage({ kind: 'decoded', outcomes: files.map(([byte]) => ({ kind: 'text', text: String(byte) })) });
      });
      parentPort.postMessage({ kind: 'ready' });`,
    );

  for (const [what, bad, expected] of [
    ['hangs', 'for (;;);', /^it took longer than 1 s$/],
    ['ends', 'process.exit(3);', /^its thread left with 3$/],
    ['fails outside', "throw new Error('of no use');", /^of no use$/],
  ] as const) {
    it(`is replaced when it ${what}; the other files of the set are read`, async () => {
      const decode = decodeInThread(1_000, answering(what, bad));
      const outcomes = await decode([Uint8Array.of(1), Uint8Array.of(0), Uint8Array.of(2)]);
      assert.deepEqual(kinds(outcomes), ['text', 'gave-up', 'text']);
      assert.match(reason([outcomes[1]!]), expected);
      assert.deepEqual(await decode([Uint8Array.of(7)]), [{ kind: 'text', text: '7' }]);
    });
  }

  it('is reported if it does not start, and started again for the next set', async () => {
    const decode = decodeInThread(1_000, program('broken', "throw new Error('no such file');"));
    for (const files of [[good('i'), good('j')], [good('i')]]) {
      const outcomes = await decode(files);
      assert.deepEqual(
        kinds(outcomes),
        files.map(() => 'unavailable'),
      );
      assert.equal(reason(outcomes), 'no such file');
    }
  });
});
