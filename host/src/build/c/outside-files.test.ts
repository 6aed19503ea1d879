import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import { it } from 'node:test';
import { temporaryFolders, type Files } from '../testing/folders.ts';
import { outsideFiles } from './outside-files.ts';

const folderOf = temporaryFolders();

/** Of the folder `one`, with a source and build files. */
async function outside(files: Files): Promise<string[]> {
  const root = await folderOf({ 'one/a.c': '', ...files });
  const folder = join(root, 'one');
  const builds = ['Makefile', 'CMakeLists.txt'].map((name) => join(folder, name));
  const found = await outsideFiles(folder, [join(folder, 'a.c')], builds);
  return found.map((path) => relative(root, path).replaceAll('\\', '/')).sort();
}

it('included headers count, with those that they include, also in a circle', async () => {
  const files = {
    'one/a.c': '#include <stdio.h>\n# include "../x/x.h"\n#include "own.h"\n#include "missing.h"\n',
    'one/own.h': '',
    'x/x.h': '#include "y.h"\n',
    'x/y.h': '#include "x.h"\n',
    'x/z.h': '',
  };
  assert.deepEqual(await outside(files), ['x/x.h', 'x/y.h']);
});

it('headers in folders that a build file names count', async () => {
  const files = {
    'one/a.c': '#include "x/x.h"\n',
    'one/Makefile': '$(OUT): a.c\n\t$(CC) -I.. a.c -o $(OUT)\n',
    'x/x.h': '',
    'x/y.h': '',
  };
  assert.deepEqual(await outside(files), ['x/x.h']);
});

it('sources and folders beside that a build file names count as a whole', async () => {
  const files = {
    'one/CMakeLists.txt':
      'add_subdirectory(${CMAKE_SOURCE_DIR}/../lib lib)\nadd_executable(a a.c ../x/x.c)\nfile(GLOB Y ../y/*.c)\n',
    'lib/CMakeLists.txt': '',
    'lib/build/made.o': '',
    'x/x.c': '#include "x.h"',
    'x/x.h': '',
    'x/unused.c': '',
    'y/y.c': '',
  };
  assert.deepEqual(await outside(files), ['lib/CMakeLists.txt', 'x/x.c', 'x/x.h', 'y/y.c']);
});
