import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import type { BuildContext } from '../context.ts';
import { context, problemOf, temporaryFolders, withVariables } from '../testing/folders.ts';
import { buildRust, readMessage } from './rust.ts';

describe("a line of cargo's output", () => {
  const text = { message: 'unused', level: 'warning', spans: [] };

  it('is a message', () => {
    const line = { reason: 'compiler-message', message: text };
    assert.deepEqual(readMessage(JSON.stringify(line)), line);
    const artifact = { reason: 'compiler-artifact', filenames: ['a.wasm'] };
    assert.deepEqual(readMessage(JSON.stringify(artifact)), artifact);
  });

  for (const line of [
    '',
    'Compiling',
    '{ not JSON',
    '{}',
    '{"reason":1}',
    '{"reason":"compiler-message","message":"text"}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error"}}',
    '{"reason":"compiler-artifact","filenames":7}',
    '{"reason":"compiler-message","manifest_path":7}',
    '{"reason":"compiler-artifact","filenames":[7]}',
    '{"reason":"compiler-message","message":null}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[null]}}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[{"is_primary":true,"file_name":3}]}}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[{"file_name":"a.rs","line_start":"1"}]}}',
    '{"reason":"compiler-message","message":{"message":"m","level":"error","spans":[{"file_name":"a.rs","line_start":1,"line_end":1,"column_start":1,"column_end":1,"text":[{}]}]}}',
  ]) {
    it(`is output when it is ${line || 'empty'}`, () => assert.equal(readMessage(line), undefined));
  }
});

describe('a cargo that fails', { skip: process.platform === 'win32' && 'the cargo here is a script' }, () => {
  const folderOf = temporaryFolders();

  /** The problem that is reported for a cargo with this script. */
  async function problemBy(script: string, more: Partial<BuildContext> = {}) {
    const folder = await folderOf({ 'Cargo.toml': '[package]\nname = "a"\n' });
    const bin = await folderOf({ cargo: `#!${process.execPath}\n${script}` });
    const PATH = `${bin}${delimiter}${process.env['PATH']}`;
    return {
      folder,
      ...(await problemOf(withVariables({ PATH }, () => buildRust(folder, { ...context, ...more })))),
    };
  }

  it('is reported as ended by a signal', async () => {
    const { message, help } = await problemBy("process.kill(process.pid, 'SIGKILL')");
    assert.equal(message, 'cargo was ended by a signal');
    assert.match(help!, /memory/);
  });

  it('reports a mistake in a manifest at its place', async () => {
    const script = `console.error('error: duplicate key\\n --> Cargo.toml:2:5\\n  |\\n2 | name');process.exit(101)`;
    const { folder, message, at } = await problemBy(script);
    assert.equal(message, 'duplicate key');
    assert.deepEqual([at?.file, at?.start], [join(folder, 'Cargo.toml'), { line: 1, character: 4 }]);
  });

  it('may lack the target', async () => {
    const { folder, message, help } = await problemBy('process.exit(101)');
    assert.equal(message, `cargo built no component in ${folder}`);
    assert.match(help!, /rustup target add/);
  });

  it('reports why it did not start', async () => {
    const { folder, message } = await problemBy(
      "console.error('error: no matching package named `none` found\\nlocation searched: crates.io index'); process.exit(101)",
    );
    assert.equal(message, `cargo built no component in ${folder}: no matching package named \`none\` found`);
  });

  it('builds no component where the crate is no cdylib', async () => {
    const { help } = await problemBy('');
    assert.match(help!, /crate-type/);
  });

  it('is reported as missing, unless there is a component', async () => {
    const folder = await folderOf({ 'Cargo.toml': '[package]\nname = "a"\n' });
    const PATH = await folderOf({});
    const { code, help } = await problemOf(withVariables({ PATH }, () => buildRust(folder, context)));
    assert.equal(code, 'rust-missing');
    const built = `${basename(folder)}.wasm`;
    assert.ok(help!.includes(`put a built ${built} into the folder`), help);
    await writeFile(join(folder, built), '');
    const { component, rebuilt, findings } = await withVariables({ PATH }, () => buildRust(folder, context));
    assert.deepEqual([component, rebuilt], [join(folder, built), false]);
    assert.equal(findings[0]?.severity, 'warning');
  });

  it('is told to keep debug information where a session builds, whatever the manifest says', async () => {
    const script =
      "console.error('error: ' + process.argv.includes('--release') + ' ' + process.env.CARGO_PROFILE_DEV_DEBUG + ' ' + process.env.CARGO_PROFILE_DEV_STRIP); process.exit(101)";
    assert.match((await problemBy(script)).message, /: true undefined undefined$/);
    assert.match((await problemBy(script, { debug: true })).message, /: false full none$/);
  });

  it('names the line of a mistake', async () => {
    const span = { file_name: 'src/lib.rs', is_primary: true };
    const place = { line_start: 3, line_end: 3, column_start: 5, column_end: 8 };
    const message = { message: 'mismatched types', level: 'error', spans: [{ ...span, ...place }] };
    const line = JSON.stringify({ reason: 'compiler-message', message });
    const { folder, at, ...problem } = await problemBy(
      `console.log(${JSON.stringify(line)}); process.exitCode = 101;`,
    );
    assert.deepEqual([problem.code, problem.message], ['rust-build', 'mismatched types']);
    const start = { line: 2, character: 4 };
    assert.deepEqual(at, { file: join(folder, 'src/lib.rs'), start, end: { line: 2, character: 7 } });
  });

  it('names the place of a mistake in UTF-16 code units', async () => {
    const lines = [{ text: '"😀é"; x' }, { text: '"😀"; y' }];
    const place = { line_start: 1, line_end: 2, column_start: 7, column_end: 6, text: lines };
    const spans = [{ file_name: 'src/lib.rs', is_primary: true, ...place }];
    const line = JSON.stringify({
      reason: 'compiler-message',
      message: { message: 'm', level: 'error', spans },
    });
    const { at } = await problemBy(`console.log(${JSON.stringify(line)}); process.exitCode = 101;`);
    assert.deepEqual(
      [at?.start, at?.end],
      [
        { line: 0, character: 7 },
        { line: 1, character: 6 },
      ],
    );
  });

  it('names the source of a crate in a workspace, whose root it is relative to', async () => {
    const root = await folderOf({
      'Cargo.toml': '[workspace]',
      'src/lib.rs': '',
      'parts/a/Cargo.toml': '',
      'parts/a/src/lib.rs': '',
    });
    const placeIn = async (manifest: string, file_name: string) => {
      const lines = { line_start: 1, line_end: 1, column_start: 1, column_end: 1 };
      const message = { message: 'm', level: 'error', spans: [{ file_name, is_primary: true, ...lines }] };
      const manifest_path = join(root, manifest);
      const line = JSON.stringify({ reason: 'compiler-message', manifest_path, message });
      const { at } = await problemBy(`console.log(${JSON.stringify(line)}); process.exitCode = 101;`);
      return at?.file;
    };
    assert.equal(await placeIn('parts/a/Cargo.toml', 'parts/a/src/lib.rs'), join(root, 'parts/a/src/lib.rs'));
    assert.equal(await placeIn('Cargo.toml', 'src/lib.rs'), join(root, 'src/lib.rs'));
    assert.equal(await placeIn('parts/a/Cargo.toml', 'gone.rs'), join(root, 'parts/a/gone.rs'));
  });
});
