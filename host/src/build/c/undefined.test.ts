import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { temporaryFolders } from '../testing/folders.ts';
import { undefinedFunctions } from './undefined.ts';

const folderOf = temporaryFolders();

it('a missing function of the world is reported once, at its declaration', async () => {
  const bindings = await folderOf({
    'w.h': '#include <stdint.h>\nextern uint32_t exports_w_f(uint32_t x);\n',
    'w.c': '',
  });
  const output = [
    'wasm-ld: error: /cache/o/1/w.o: undefined symbol: exports_w_f',
    'wasm-ld: error: w.c.obj: undefined symbol: exports_w_f',
    'wasm-ld: error: a.o: undefined symbol: helper',
    'wasm-ld: error: duplicate symbol: twice',
  ];
  const [first, second, ...others] = undefinedFunctions(output, bindings);
  assert.match(first!.message, /^no source defines exports_w_f, which the world exports/);
  assert.deepEqual([first!.at?.file, first!.at?.start], [join(bindings, 'w.h'), { line: 1, character: 16 }]);
  assert.equal(second!.message, 'no source defines helper, which the sources call');
  assert.deepEqual([second!.at, others], [undefined, []]);
});

it('without bindings it has no place', () => {
  const [found] = undefinedFunctions(['wasm-ld: error: crt1.o: undefined symbol: main'], '/none');
  assert.deepEqual(
    [found?.message, found?.at],
    ['no source defines main, which the sources call', undefined],
  );
});
