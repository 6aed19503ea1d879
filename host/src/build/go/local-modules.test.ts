import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { temporaryFolders } from '../testing/folders.ts';
import { replacedModules, usedModules, withAbsolutePaths, workspaceOf } from './local-modules.ts';

const folderOf = temporaryFolders();

it('replacements by folders are read, alone and in a block', async () => {
  const text = `module example.com/one

require example.com/a v1.0.0
replace example.com/a => ../a
replace example.com/b v1.2.3 => "../b" // Ours.
// replace example.com/no => ../no
replace (
	example.com/c => ./c
	example.com/d => example.com/fork/d v1.0.0
)
`;
  const folder = await folderOf({ 'go.mod': text });
  const expected = ['../a', '../b', 'c'].map((path) => join(folder, path));
  assert.deepEqual(await replacedModules(folder), expected);
  assert.deepEqual(await replacedModules(join(folder, 'none')), []);
});

it('the modules of a workspace are read, and its replacements are none of them', async () => {
  const text = 'go 1.25\n\nuse ./one\nuse (\n\t.\n\t../two\n)\nreplace example.com/x => ../x\n';
  const folder = await folderOf({ 'go.work': text, 'one/a.go': '' });
  const workspace = workspaceOf(join(folder, 'one'));
  assert.equal(workspace, join(folder, 'go.work'));
  const expected = ['one', '.', '../two'].map((path) => join(folder, path));
  assert.deepEqual(await usedModules(join(folder, 'go.work')), expected);
});

it('the text of a workspace for another folder has absolute paths', () => {
  const text = 'go 1.25\n\nuse (\n\t.\n\t"../two"\n)\nreplace example.com/x => ../x // Ours.\n';
  const path = (name: string): string => JSON.stringify(resolve('/home/me', name));
  const expected = `go 1.25\n\nuse (\n\t${path('.')}\n\t${path('../two')}\n)\nreplace example.com/x => ${path('../x')} // Ours.\n`;
  assert.equal(withAbsolutePaths(text, '/home/me'), expected);
});
