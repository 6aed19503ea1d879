import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { needs } from '../server/src/testing/needs.ts';
import { type LspDiagnostic } from '../server/src/testing/editor.ts';
import { LspClient } from '../server/src/testing/lsp-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'built-server-'));
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});

const text = 'package a:b;\nworld w { import c:d/i; }\n';
const encoded = await parse(
  '(component (type (component (export "c:d/i" (instance (export "f" (func)))))) (export "i" (type 0)))',
);

/** A server's process with a workspace that has an encoded package, whose main file is open. */
async function start(capabilities: object, program: string, ...args: readonly string[]) {
  const workspace = mkdtempSync(join(folder, 'wit-'));
  mkdirSync(join(workspace, 'deps'));
  writeFileSync(join(workspace, 'a.wit'), text);
  writeFileSync(join(workspace, 'deps/c.wasm'), encoded);
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const client = new LspClient(child.stdin, child.stdout);
  const [rootUri, uri] = [workspace, join(workspace, 'a.wit')].map((path) => pathToFileURL(path).href);
  await client.request('initialize', { processId: null, rootUri, capabilities });
  client.notify('initialized', {});
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'wit', version: 1, text } });
  const at = (character: number) => ({ textDocument: { uri }, position: { line: 1, character } });
  const reported = async (wanted: (codes: string[]) => boolean) => {
    const codes = (params: unknown) => {
      const published = params as { uri: string; diagnostics: LspDiagnostic[] };
      return published.uri === uri ? published.diagnostics.map(({ code }) => code) : undefined;
    };
    const { params } = await client.message(({ method, params }) => {
      const found = method === 'textDocument/publishDiagnostics' ? codes(params) : undefined;
      return found !== undefined && wanted(found);
    });
    return (params as { diagnostics: LspDiagnostic[] }).diagnostics;
  };
  const stop = async () => {
    const left = new Promise<number | null>((done) => child.once('exit', done));
    await client.request('shutdown', null);
    client.notify('exit', null);
    return left;
  };
  return { client, at, reported, stop, workspace };
}

const shown = 'package c:d;\n\ninterface i {\n  f: func();\n}\n';

interface Hover {
  readonly contents: { readonly value: string };
}

type Locations = readonly { readonly uri: string; readonly range: { readonly start: { line: number } } }[];

/** Repeats the request until it has a result, as decoding takes some time. */
async function definition({ client, at }: Awaited<ReturnType<typeof start>>): Promise<Locations> {
  for (let tries = 0; tries < 1_000; tries++) {
    const found = await client.request<Locations | null>('textDocument/definition', at(21));
    if (found !== null && found.length > 0) return found;
    await setTimeout(10);
  }
  throw new Error('there is no definition');
}

const programs = [
  ['dist/server/main.js', '--stdio'],
  ['dist/cli/wit-studio.js', 'lsp', '--stdio'],
] as const;

for (const [program, ...args] of programs) {
  describe(program, { skip: needs(existsSync(program), 'npm run build makes it') }, () => {
    it('leads into an encoded package, shows it, and ends when it is reported to', async () => {
      const server = await start({ workspace: { textDocumentContent: {} } }, program, ...args);
      const [location] = await definition(server);
      assert.match(location!.uri, /^wit-decoded:\/.*\/deps\/c\.wasm\.wit$/);
      assert.equal(location!.range.start.line, 2);
      const { uri } = location!;
      const content = await server.client.request('workspace/textDocumentContent', { uri });
      assert.deepEqual(content, { text: shown });
      assert.equal(await server.stop(), 0);
    });

    it('colours and folds a document: the grammar and its engine load', async () => {
      const server = await start({}, program, ...args);
      const textDocument = { uri: 'file:///w/a.wit' };
      const text = 'package a:b;\ninterface i {\n  f: func();\n}\n';
      server.client.notify('textDocument/didOpen', {
        textDocument: { ...textDocument, languageId: 'wit', version: 1, text },
      });
      const tokens = await server.client.request<{ data: number[] }>('textDocument/semanticTokens/full', {
        textDocument,
      });
      assert.ok(tokens.data.length > 0);
      const folds = await server.client.request<object[]>('textDocument/foldingRange', { textDocument });
      assert.deepEqual(folds, [{ startLine: 1, endLine: 3 }]);
      assert.equal(await server.stop(), 0);
    });

    it('leads an editor that opens only files to a copy, with responses about it', async () => {
      const server = await start({}, program, ...args);
      const { uri } = (await definition(server))[0]!;
      assert.match(uri, /^file:.*\/c\.wasm\.wit$/);
      assert.equal(readFileSync(new URL(uri), 'utf8'), shown);
      const textDocument = { uri, languageId: 'wit', version: 1, text: shown };
      server.client.notify('textDocument/didOpen', { textDocument });
      const hover = await server.client.request<Hover>('textDocument/hover', {
        textDocument: { uri },
        position: { line: 3, character: 2 },
      });
      assert.match(hover.contents.value, /f: func\(\)/);
      assert.equal(await server.stop(), 0);
      assert.equal(existsSync(new URL(uri)), false);
    });
  });
}

describe(
  'the server with a decoder',
  { skip: needs(existsSync('dist/server/decoder.js'), 'npm run build makes it') },
  () => {
    /** A copy of the server whose decoder is this program. */
    const withDecoder = (name: string, decoder: string) => {
      const copy = join(folder, name, 'server');
      cpSync('dist/server', copy, { recursive: true, filter: (path) => !path.endsWith('.map') });
      writeFileSync(join(folder, name, 'package.json'), '{"type":"module"}');
      writeFileSync(join(copy, 'decoder.js'), decoder);
      return join(copy, 'main.js');
    };
    const ready =
      "import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ kind: 'ready' });\n";

    it('that hangs delays nothing else, hides nothing else, and can be ended', async () => {
      const hanging = `${ready}parentPort.on('message', () => { for (;;); });`;
      const server = await start({}, withDecoder('hangs', hanging), '--stdio');
      assert.deepEqual(await server.reported((codes) => codes.length === 0), []);
      const hover = await server.client.request<Hover>('textDocument/hover', server.at(6));
      assert.match(hover.contents.value, /world w/);
      assert.equal(await server.stop(), 0);
    });

    it('that crashes is reported, at the header', async () => {
      const server = await start(
        {},
        withDecoder('dies', `${ready}parentPort.on('message', () => process.exit(7));`),
        '--stdio',
      );
      const [only] = await server.reported((codes) => codes.includes('invalid-wasm-package'));
      assert.match(only!.message, /^`deps\/c\.wasm` cannot be decoded: .*its thread left with 7/);
      assert.equal(await server.stop(), 0);
    });

    it('that does not start is reported as a package that is not read', async () => {
      const server = await start({}, withDecoder('broken', "throw new Error('half a file');"), '--stdio');
      const [only] = await server.reported((codes) => codes.includes('wasm-package-not-loaded'));
      assert.match(only!.message, /was not loaded: half a file\./);
      assert.equal(only!.severity, 3);
      assert.equal(await server.stop(), 0);
    });
  },
);
