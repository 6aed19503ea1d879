import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { temporaryFolders } from '../testing/folders.ts';
import { undefinedFunctions } from './undefined.ts';

const folderOf = temporaryFolders();

it('a missing function of the world is reported once, at its declaration', async () => {
  const folder = await folderOf({
    'bindings/w.h': '#include <stdint.h>\nextern uint32_t exports_w_f(uint32_t x);\n',
    'bindings/w.c': '',
    'src/a.c': 'uint32_t exports_w_fs(uint32_t x) { return x; }\n',
  });
  const output = [
    'wasm-ld: error: /cache/o/1/w.o: undefined symbol: exports_w_f',
    'wasm-ld: error: w.c.obj: undefined symbol: exports_w_f',
    'wasm-ld: error: duplicate symbol: twice',
  ];
  const [first, ...others] = undefinedFunctions(output, folder);
  assert.match(first!.message, /^no source defines exports_w_f, which the world exports/);
  const place = { file: join(folder, 'bindings/w.h'), start: { line: 1, character: 16 } };
  assert.deepEqual([first!.at?.file, first!.at?.start], [place.file, place.start]);
  assert.deepEqual(others, []);
});

it('a function that the sources call is reported where they name it first, in C and C++', async () => {
  const folder = await folderOf({
    'bindings/w.c': 'helper();',
    'dist/old.c': 'helper();',
    'src/a.c': 'int my_helper(void);\nint main(void) { return helper(1); }\n',
    'src/b.cpp': 'int g() { return logs::write(1, 2); }\n',
  });
  const output = [
    'wasm-ld: error: a.o: undefined symbol: helper',
    'wasm-ld: error: b.o: undefined symbol: logs::write(int, int)',
  ];
  const found = undefinedFunctions(output, folder).map(({ message, at }) => [message, at?.file, at?.start]);
  assert.deepEqual(found, [
    ['no source defines helper, which the sources call', join(folder, 'src/a.c'), { line: 1, character: 24 }],
    [
      'no source defines logs::write, which the sources call',
      join(folder, 'src/b.cpp'),
      { line: 0, character: 23 },
    ],
  ]);
});

it('a function that no source names has no place', () => {
  const [found] = undefinedFunctions(['wasm-ld: error: crt1.o: undefined symbol: main'], '/none');
  assert.deepEqual(
    [found?.message, found?.at],
    ['no source defines main, which the sources call', undefined],
  );
});
