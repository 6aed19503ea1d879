import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { buildTypeScript } from '../../build/typescript/typescript.ts';
import { compose } from '../../compose/compose.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, printed, session, stopped } from '../testing/debuggee.ts';
import { lineOf } from '../testing/shop.ts';

const signal = new AbortController().signal;

/** A copy of the sample, its plan prepared as the command does it, and a way to say that files have changed. */
function sample() {
  const root = mkdtempSync(join(tmpdir(), 'wit-studio-debug-serve-'));
  const folder = join(root, 'edge');
  const source = resolve('test-fixtures/workspaces/edge');
  cpSync(source, folder, { recursive: true, filter: (path) => !/[\\/](target|dist)$/.test(path) });
  const build = async (path: string) =>
    (await buildTypeScript(path, { signal, progress: () => {}, log: () => {} })).component;
  const prepare = async (plan: string) => {
    const { component } = await compose({ plan, out: join(root, 'out.wasm') }, { build, signal });
    return { component, sources: [], scripts: new Map([['handler', join(folder, 'handler')]]) };
  };
  // The sample's own component has no debug information.
  cpSync(resolve('test-fixtures/debuggee/auth.wasm'), join(folder, 'auth/auth.wasm'));
  let change = (): void => {};
  async function* changes() {
    for (;;) {
      await new Promise<void>((changed) => (change = changed));
      yield [file];
    }
  }
  const file = join(folder, 'handler/src/handler.ts');
  return {
    plan: join(folder, 'composition.toml'),
    rust: join(folder, 'auth/src/lib.rs'),
    sourceMap: { '/sources': join(folder, 'auth') },
    file,
    context: { prepare, changes },
    edit(from: string, to: string): void {
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
      change();
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

describe('debugging a server without an edit', { timeout: 60_000 }, () => {
  /** A session that has handled some requests without a breakpoint, and a function that sends one more. */
  async function answering(program: string, configure = {}) {
    const client = session(storage);
    await launch(client, { program: resolve(program), serve: true, ...configure });
    const url = await printed(client, /Serving HTTP on (\S+)/);
    const ask = () => fetch(new URL('/hello', url)).then((response) => response.text());
    for (let count = 0; count < 10; count++) await ask();
    const end = (): Promise<void> => {
      client.close();
      return client.over;
    };
    return { client, ask, end };
  }

  it('stops the next request at a function with a new breakpoint, until it is removed', async () => {
    const { client, ask, end } = await answering('test-fixtures/programs/service/service.wasm');
    const breakAt = (...names: string[]) =>
      client.request('setFunctionBreakpoints', { breakpoints: names.map((name) => ({ name })) });
    await breakAt('wasi:http/types.response-outparam.set');
    const answer = ask();
    const { thread, frames } = await stopped(client);
    assert.deepEqual(frames, [
      'host: wasi:http/types.response-outparam.set',
      'service: wasi:http/incoming-handler.handle',
    ]);
    await breakAt();
    await client.request('continue', { threadId: thread });
    assert.equal(await answer, 'hello\n');
    assert.equal(await ask(), 'hello\n');
    await end();
  });

  it('stops the next request at a line with a new breakpoint, in a fresh instance', async () => {
    const folder = resolve('test-fixtures/debuggee');
    const { client, ask, end } = await answering('test-fixtures/debuggee/counter.wasm', {
      sourceMap: { '/sources': folder },
    });
    const path = join(folder, 'counter.c');
    const breakAt = (...lines: number[]) =>
      client.request('setBreakpoints', { source: { path }, breakpoints: lines.map((line) => ({ line })) });
    await breakAt(lineOf(path, 'drop_request(request);'));
    for (let count = 0; count < 2; count++) {
      const answer = ask();
      const { thread, frames, scopes } = await stopped(client);
      assert.deepEqual(frames.slice(0, 2), ['handle', 'counter: wasi:http/incoming-handler.handle']);
      assert.deepEqual(scopes['Statics'], ['count = 1']);
      if (count === 1) await breakAt();
      await client.request('continue', { threadId: thread });
      await answer;
    }
    await ask();
    await end();
  });

  it('stops at the line of a trap', async () => {
    const folder = resolve('test-fixtures/debuggee');
    const { client, ask, end } = await answering('test-fixtures/debuggee/counter.wasm', {
      sourceMap: { '/sources': folder },
    });
    const path = join(folder, 'counter.c');
    const breakpoints = [{ line: lineOf(path, 'drop_request(request);') }];
    await client.request('setBreakpoints', { source: { path }, breakpoints });
    void ask().catch(() => {});
    const { thread: threadId, references } = await stopped(client);
    const variablesReference = references['Statics'];
    await client.request('setVariable', { variablesReference, name: 'count', value: '2' });
    await client.request('continue', { threadId });
    const { reason, places } = await stopped(client);
    assert.equal(reason, 'exception');
    assert.equal(places[0], `handle:${lineOf(path, '__builtin_trap();')}`);
    await end();
  });
});

describe('debugging the sample', { timeout: 240_000 }, () => {
  const edge = sample();
  after(() => edge.remove());

  it('stops requests to a server, after an edit in the new code at the same breakpoints, while a former one is paused', async () => {
    const client = session(storage, new Map(), edge.context);
    const line = lineOf(edge.file, "'/hello'");
    await launch(client, { program: edge.plan, serve: true }, () =>
      client.request('setBreakpoints', { source: { path: edge.file }, breakpoints: [{ line }] }),
    );
    const url = await printed(client, /Serving HTTP on (\S+)/);
    const stopsAt = async (expected: number): Promise<number> => {
      const { thread, places } = await stopped(client);
      assert.equal(places[0], `handle:${expected}`);
      return thread;
    };
    const request = () => fetch(new URL('/hello', url)).then((response) => response.text());
    const ask = async (expected: number): Promise<string> => {
      const answer = request();
      await client.request('continue', { threadId: await stopsAt(expected) });
      return answer;
    };
    assert.equal(await ask(line), 'Hello, world!\n');

    // The former build has a request that is paused while another one replaces it.
    const former = request();
    const threadId = await stopsAt(line);
    edge.edit('`Hello, ', '`Servus, ');
    edge.edit('', '// One line more.\n');
    await client.request('setBreakpoints', {
      source: { path: edge.file },
      breakpoints: [{ line: line + 1 }],
    });
    await printed(client, /(handler\.ts) changed: serving the new build/);
    assert.equal(await ask(line + 1), 'Servus, world!\n');
    const frameId = threadId * 10_000;
    const { result } = await client.request('evaluate', { expression: 'path', frameId });
    assert.equal(result, '"/hello"');
    await client.request('continue', { threadId });
    assert.equal(await former, 'Hello, world!\n');

    edge.edit('Servus', 'Grüezi ${');
    while (!/serving the build before/.test(client.output['important'] ?? ''))
      await new Promise((done) => setTimeout(done, 20));
    assert.equal(await ask(line + 1), 'Servus, world!\n');
    client.close();
    await client.over;
    await assert.rejects(fetch(url));
    edge.edit('// One line more.\n', '');
    edge.edit('Grüezi ${', 'Hello, ');
  });

  it('steps through the bindings of wit-bindgen into the implementation', async () => {
    const client = session(storage, new Map(), edge.context);
    const line = lineOf(edge.file, 'return greet(path, check(');
    const invoke =
      'handle({method: "GET", path: "/me", authorization: some("Bearer open-sesame"), body: ""})';
    await launch(client, { program: edge.plan, invoke, sourceMap: edge.sourceMap }, () =>
      client.request('setBreakpoints', { source: { path: edge.file }, breakpoints: [{ line }] }),
    );
    const { thread: threadId } = await stopped(client);
    await client.request('stepIn', { threadId });
    assert.match((await stopped(client)).places[0]!, /^auth: edge:service\/auth\.check:/);
    await client.request('stepIn', { threadId });
    assert.match((await stopped(client)).places[0]!, /::check:\d+$/);
    await client.request('next', { threadId });
    const { places, scopes } = await stopped(client);
    assert.match(places[0]!, new RegExp(`::check:${lineOf(edge.rust, 'let token')}$`));
    assert.ok(places.includes(`handle:${line}`));
    assert.ok(scopes['Locals']!.includes('header = "Bearer open-sesame"'));
    client.close();
    await client.over;
  });
});
