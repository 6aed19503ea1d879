import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { it } from 'node:test';
import { temporaryFolders, type Files } from '../testing/folders.ts';
import { goErrors } from './errors.ts';

const folderOf = temporaryFolders();

/** Message and place of each error in such a folder. */
async function errors(files: Files, output: string): Promise<string[]> {
  const folder = await folderOf(files);
  return goErrors(output.split('\n'), folder).map(({ message, at }) => {
    if (!at) return message;
    const place = relative(folder, at.file).replaceAll('\\', '/');
    return `${place}:${at.start.line + 1}:${at.start.character + 1}: ${message}`;
  });
}

const CALL = {
  'wit_exports.go': '',
  'export_wit_world/wit_bindings.go': 'package export_wit_world\n',
  'export_wit_world/main.go':
    '// Greetings.\npackage export_wit_world\n\nfunc Greet(name uint32) string {\n}\n\nfunc (self *Item) Name() {\n}\n',
};

it('an error in the call of an exported function is one of that function', async () => {
  const output =
    './wit_exports.go:26:34: cannot use value (variable of type string) as uint32 value in argument to export_wit_world.Greet';
  const [error] = await errors(CALL, output);
  assert.match(error!, /^export_wit_world\/main\.go:4:6: cannot use value /);
});

it('parameters that differ from the WIT are an error of the function', async () => {
  const output =
    './wit_exports.go:38:64: too many arguments in call to export_wit_world.Greet\n\thave (uint32, string)\n\twant (uint32)';
  assert.deepEqual(await errors(CALL, output), [
    'export_wit_world/main.go:4:6: Greet has the parameters (uint32), and in the WIT (uint32, string)',
  ]);
});

it('an exported function that is missing is reported in its package', async () => {
  const output = './wit_exports.go:26:28: undefined: export_wit_world.Leave';
  assert.deepEqual(await errors(CALL, output), [
    'export_wit_world/main.go:2:1: the package export_wit_world has no Leave, which the world exports',
  ]);
});

it('indented lines are part of their message', async () => {
  const output = 'a.go:3:8: not enough arguments in call to f\n\thave (int)\n\twant (int, int)';
  const [error] = await errors({ 'a.go': '' }, output);
  assert.equal(error, 'a.go:3:8: not enough arguments in call to f have (int) want (int, int)');
});

it('errors in the module file of the build are in that of the folder', async () => {
  const files = { 'go.mod': 'module example.com/a\n\ngo 1.99\n', 'dist/go/go.mod': '' };
  const line = 'go: errors parsing dist/go/go.mod:\ndist/go/go.mod:1: unknown directive: modul';
  assert.deepEqual(await errors(files, line), ['go.mod:1:1: unknown directive: modul']);
  const version = 'go: downloading x v1\ngo: dist/go/go.mod requires go >= 1.99 (running go 1.26.8)';
  assert.deepEqual(await errors(files, version), [
    'go.mod:3:1: go.mod requires go >= 1.99 (running go 1.26.8)',
  ]);
});

it('an error without a place has its message', async () => {
  const line = 'go: cannot load module ../two listed in go.work file';
  assert.deepEqual(await errors({}, line), ['cannot load module ../two listed in go.work file']);
});
