import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guests } from '../build/testing/guests.ts';
import { servedByWasmtime } from '../testing/http.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import { calls } from './testing/files-calls.ts';
import { program } from './testing/files-program.ts';
import type { Folder } from './testing/folder.ts';
import { servedHere } from './testing/serve-here.ts';

/** Has the handler make calls (test-fixtures/programs/reader), and returns its lines. */
async function linesOf(url: string, made: readonly string[]): Promise<string[]> {
  const query = made.map((call) => call.replaceAll(' ', '+')).join('&');
  const response = await fetch(`${url}?${query}`, { method: 'POST', body: 'sent' });
  return (await response.text()).trimEnd().split('\n');
}

/** Calls with streams of HTTP and of files at once, and the lines that they lead to. */
const both: Readonly<Record<string, readonly string[]>> = {
  'bread request 2': ['bread request 2: "se"'],
  'read-stream h a 6': ['read-stream h a 6: made'],
  'bsplice response h 4': ['secobsplice response h 4: 4'],
  'bsplice response request 9': ['ntbsplice response request 9: 2'],
  'subscribe pr request': ['subscribe pr request: made'],
  'block pr': ['block pr: ready'],
  'read-stream t a 0': ['read-stream t a 0: made'],
};

describe('an HTTP handler with files', () => {
  let folder: Folder;
  const composed = () => join(folder.path, 'composed.wasm');
  before(async () => {
    folder = await program('reader');
    const { imports, exports, wires } = await folder.compose({
      plan: 'composition.toml',
      out: 'composed.wasm',
    });
    assert.deepEqual(
      imports.filter((one) => /^(wasi:filesystem|virtual-|wit-studio:)/.test(one)),
      [],
    );
    assert.deepEqual(exports, ['wasi:http/incoming-handler@0.2.12']);
    const from = wires.filter(({ to }) => to === 'app (front)').map((wire) => wire.from);
    assert.deepEqual(new Set(from), new Set(['app', 'app (files)']));
  });
  after(() => folder[Symbol.asyncDispose]());

  // Whoever starts a server decides on its input.
  const some = Object.entries(calls).filter(([call]) => !['stdin i', 'bread i 5'].includes(call));
  const made = [...some.map(([call]) => call), ...Object.keys(both)];
  const expected = [...some.map(([call, answer]) => `${call}: ${answer}`), ...Object.values(both).flat()];

  it('sees only these, to be read', () =>
    servedHere(composed(), async (url) => {
      assert.deepEqual(await linesOf(url, made), expected);
      assert.deepEqual(await linesOf(url, made), expected, 'the next request finds the same');
    }));

  it('sees the same in wasmtime', { skip: wasmtime.missing }, () =>
    servedByWasmtime(composed(), async (url) => assert.deepEqual(await linesOf(url, made), expected)),
  );

  it('sees them before a granted folder', async () => {
    const grants = { dirs: [{ host: folder.path, guest: '/data', access: 'write' as const }] };
    const [call] = made;
    await servedHere(
      composed(),
      async (url) => assert.deepEqual(await linesOf(url, [call!]), expected.slice(0, 1)),
      grants,
    );
  });

  it('sees the same in a fused composition', { skip: wasmtime.missing }, async () => {
    const out = 'fused.wasm';
    const { fusing } = await folder.compose({ plan: 'composition.toml', out, fuse: true });
    assert.ok(fusing);
    // By default `wasmtime serve` takes no module with several memories.
    await servedByWasmtime(
      join(folder.path, out),
      async (url) => assert.deepEqual(await linesOf(url, made), expected),
      ['-O', 'pooling-allocator=n'],
    );
  });
});

/** Answers with its environment, its configuration and a file, or lets the next handler answer. */
const SCRIPT = `
  import { handle } from 'wasi:http/incoming-handler@0.2.12';
  import { getEnvironment } from 'wasi:cli/environment@0.2.12';
  import { get } from 'wasi:config/store@0.2.0-rc.1';
  import { getDirectories } from 'wasi:filesystem/preopens@0.2.12';
  import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';
  import type { IncomingRequest } from 'wasi:http/types@0.2.12';

  export const incomingHandler = {
    handle(request: IncomingRequest, out: ResponseOutparam): void {
      if (request.pathWithQuery() !== '/x') return handle(request, out);
      const root = getDirectories()[0]![0];
      const stream = root.openAt({}, 'etc/app.toml', {}, { read: true }).readViaStream(0n);
      const response = new OutgoingResponse(new Fields());
      const body = response.body();
      ResponseOutparam.set(out, { tag: 'ok', val: response });
      const output = body.write();
      const said = JSON.stringify([getEnvironment(), get('greeting'), request.pathWithQuery()]);
      output.blockingWriteAndFlush(new TextEncoder().encode(said));
      output.blockingSplice(stream, 100n);
      output[Symbol.dispose]();
      OutgoingBody.finish(body, undefined);
    },
  };`;

const PLAN = `
exports = ["first"]
[instances.first]
component = "first.wasm"
env = { A = "b" }
config = { greeting = "hello" }
files = { "/etc/app.toml" = "config/app.toml" }
[instances.app]
component = "app.wasm"
files = { "/" = "data" }
`;

describe('HTTP handlers that call each other, in TypeScript and Rust', () => {
  it('have each the environment, the configuration and the files of the plan, here and in wasmtime', async () => {
    await using built = await guests();
    const source = await built.write({
      'package.json': JSON.stringify({ name: 'first', component: { world: 'first' } }),
      'src/index.ts': SCRIPT,
    });
    await cp('test-fixtures/workspaces/edge/wit/deps', join(source, 'wit/deps'), { recursive: true });
    await cp('server/wasi/config-0.2.0-rc.1', join(source, 'wit/deps/config'), { recursive: true });
    const world = `
      import wasi:cli/environment@0.2.12;
      import wasi:config/store@0.2.0-rc.1;
      import wasi:filesystem/preopens@0.2.12;
      import wasi:http/incoming-handler@0.2.12;
      export wasi:http/incoming-handler@0.2.12;`;
    await writeFile(join(source, 'wit/world.wit'), `package t:first; world first { ${world} }`);
    await using folder = await program('reader');
    await cp(await built.buildFolder(source), join(folder.path, 'first.wasm'));
    await writeFile(join(folder.path, 'composition.toml'), PLAN);
    const { component, exports } = await folder.compose({ plan: 'composition.toml' });
    assert.deepEqual(exports, ['wasi:http/incoming-handler@0.2.12']);
    const compare = async (url: string) => {
      const first = await fetch(new URL('/x', url));
      assert.equal(await first.text(), '[[["A","b"]],"hello","/x"]name = "x"\n');
      assert.deepEqual(await linesOf(url, ['read-stream x p0 0', 'stat p0 a.txt ']), [
        'read-stream x p0 0: error is-directory',
        'stat p0 a.txt : DescriptorType::RegularFile size 13 links 1',
      ]);
    };
    await servedHere(component, compare);
    if (!wasmtime.missing) await servedByWasmtime(component, compare);
  });
});
