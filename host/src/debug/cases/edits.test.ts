import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, printed, session, stopped } from '../testing/debuggee.ts';
import { lineOf } from '../testing/shop.ts';

const debuggee = resolve('test-fixtures/debuggee');
const WIT = `package wasi:http@0.2.0;

interface incoming-handler {
  handle: func();
}
`;
/** counter-moved.wasm is built from counter.c with these lines before it. */
const LINES = '\n\n\n';

/** A server whose component is replaced while it is debugged. */
async function editable() {
  const folder = await folderWith({
    'counter.wasm': readFileSync(join(debuggee, 'counter.wasm')),
    'counter.c': readFileSync(join(debuggee, 'counter.c'), 'utf8'),
    'wit/http.wit': WIT,
  });
  const at = (file: string): string => join(folder.path, file);
  const program = at('counter.wasm');
  let change = (): void => {};
  async function* changes() {
    for (;;) {
      await new Promise<void>((changed) => (change = changed));
      yield [at('counter.c')];
    }
  }
  const prepare = async () => ({ component: program, sources: [], scripts: new Map<string, string>() });
  const client = session(storage, new Map(), { prepare, changes });
  return {
    client,
    path: at('counter.c'),
    wit: at('wit/http.wit'),
    configuration: { program, serve: true, sourceMap: { '/sources': folder.path } },
    /** Lines come above everything. */
    save(): void {
      for (const file of ['counter.c', 'wit/http.wit'])
        writeFileSync(at(file), `${LINES}${readFileSync(at(file), 'utf8')}`);
    },
    async build(): Promise<void> {
      copyFileSync(join(debuggee, 'counter-moved.wasm'), program);
      change();
      await printed(client, /(counter\.c) changed: serving the new build/);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      client.close();
      await client.over;
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('breakpoints of a program that is edited', { timeout: 60_000 }, () => {
  it('stop at their line, which is below the new lines', async () => {
    await using edited = await editable();
    const { client, path } = edited;
    const set = () => {
      const line = lineOf(path, 'drop_request(request);');
      return client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] });
    };
    await launch(client, edited.configuration, set);
    const url = await printed(client, /Serving HTTP on (\S+)/);
    const stopsInHandle = async (): Promise<number> => {
      const { places, thread } = await stopped(client);
      assert.equal(places[0], `handle:${lineOf(path, 'drop_request(request);')}`);
      return thread;
    };
    const former = fetch(url);
    const paused = await stopsInHandle();
    edited.save();
    await set();
    await edited.build();
    const later = fetch(url);
    await client.request('continue', { threadId: await stopsInHandle() });
    await client.request('continue', { threadId: paused });
    for (const answer of [former, later]) await answer;
  });

  it('stop in the former code until the new build is there', async () => {
    await using edited = await editable();
    const { client, path } = edited;
    const formerLine = lineOf(path, 'drop_request(request);');
    const set = (...lines: number[]) =>
      client.request('setBreakpoints', { source: { path }, breakpoints: lines.map((line) => ({ line })) });
    await launch(client, edited.configuration, () => set(formerLine));
    const url = await printed(client, /Serving HTTP on (\S+)/);
    edited.save();
    const line = formerLine + LINES.length;
    const { breakpoints } = (await set(1, line)) as { breakpoints: object[] };
    assert.deepEqual(breakpoints, [
      {
        id: 2,
        verified: false,
        line: 1,
        message: 'the code here was edited after the build',
        reason: 'failed',
      },
      { id: 3, verified: true, line },
    ]);
    const answer = fetch(url);
    const { places, thread } = await stopped(client);
    assert.equal(places[0], `handle:${formerLine}`);
    await client.request('continue', { threadId: thread });
    await answer;
    await edited.build();
    const { breakpoint } = await client.event('breakpoint');
    assert.equal((breakpoint as { verified: boolean }).verified, true);
  });

  it('follow their functions in .wit files, and the editor gets their lines', async () => {
    await using edited = await editable();
    const { client, wit: path } = edited;
    const first = lineOf(path, 'handle: func');
    await launch(client, edited.configuration, () =>
      client.request('setBreakpoints', { source: { path }, breakpoints: [{ line: first }] }),
    );
    const url = await printed(client, /Serving HTTP on (\S+)/);
    edited.save();
    await edited.build();
    const { reason, breakpoint } = await client.event('breakpoint');
    const line = first + LINES.length;
    assert.deepEqual([reason, breakpoint], ['changed', { id: 1, verified: true, line }]);
    const answer = fetch(url);
    const { places, thread } = await stopped(client);
    assert.equal(places[0], `counter: wasi:http/incoming-handler.handle:${line}`);
    await client.request('continue', { threadId: thread });
    await answer;
  });
});
