import assert from 'node:assert/strict';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from '../build.ts';
import { context, problemOf, temporaryFolders, withVariables } from '../testing/folders.ts';
import { environmentOf, installedPackages } from './environment.ts';

const folderOf = temporaryFolders();

/** A stand-in for componentize-py, which writes the environment that it was told. */
const TOOL = `#!${process.execPath}
const fs = require('fs');
const args = process.argv.slice(2);
if (args[0] === '--version') console.log('componentize-py 0.25.1');
else if (fs.readFileSync('app.py', 'utf8').includes('nowhere')) {
  console.error('Traceback (most recent call last):\\n  File "/0/app.py", line 1, in <module>');
  console.error("ModuleNotFoundError: No module named 'nowhere'");
  process.exit(1);
} else fs.writeFileSync(args[args.indexOf('-o') + 1], process.env.VIRTUAL_ENV);
`;
const FILES = {
  'pyproject.toml': '',
  'app.py': '',
  'wit/a.wit': 'package a:b; world w {}',
  '.venv/pyvenv.cfg': '',
  '.venv/bin/componentize-py': TOOL,
  '.venv/lib/python3.11/site-packages/toolz-1.0.0.dist-info/METADATA': '',
  '.venv/lib/python3.11/site-packages/toolz/__init__.py': '',
};

it('a program in a virtual environment has its packages', async () => {
  const home = join(await folderOf(FILES), '.venv');
  assert.equal(environmentOf(join(home, 'bin/componentize-py')), home);
  assert.deepEqual(await installedPackages(home), ['toolz-1.0.0.dist-info']);
  const windows = await folderOf({ 'Lib/site-packages/toolz-1.0.0.dist-info/METADATA': '' });
  assert.deepEqual(await installedPackages(windows), ['toolz-1.0.0.dist-info']);
});

it('a program elsewhere belongs to no virtual environment', async () => {
  const folder = await folderOf({ 'bin/componentize-py': TOOL });
  assert.equal(environmentOf(join(folder, 'bin/componentize-py')), undefined);
  assert.equal(environmentOf('componentize-py'), undefined);
  assert.deepEqual(await installedPackages(folder), []);
});

describe('a build', { skip: process.platform === 'win32' && 'the tool here is a script' }, () => {
  it('uses the packages of the environment that has componentize-py', async () => {
    const folder = await folderOf(FILES);
    const building = () => withVariables({ VIRTUAL_ENV: '/elsewhere' }, () => build(folder, context));
    assert.equal(await readFile((await building()).component, 'utf8'), join(folder, '.venv'));
    assert.equal((await building()).rebuilt, false);
    const packages = join(folder, '.venv/lib/python3.11/site-packages');
    await rename(join(packages, 'toolz-1.0.0.dist-info'), join(packages, 'toolz-1.1.0.dist-info'));
    assert.equal((await building()).rebuilt, true, 'another version of a package');
  });

  it('tells where a missing package would be found', async () => {
    const folder = await folderOf({ ...FILES, 'app.py': 'import nowhere' });
    const { message, help, at } = await problemOf(build(folder, context));
    assert.equal(message, "ModuleNotFoundError: No module named 'nowhere'");
    assert.equal(at?.file, join(folder, 'app.py'));
    assert.ok(help?.startsWith(`If nowhere is a package, install it into ${join(folder, '.venv')};`));
  });
});
