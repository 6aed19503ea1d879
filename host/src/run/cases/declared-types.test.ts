import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter, importer } from '../../compose/testing/components.ts';
import { folderWith } from '../../compose/testing/folder.ts';
import { witOf } from '../../engine/component-wit.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { resourceFunctions } from '../component-world.ts';
import { callerInProcess } from '../testing/in-process.ts';

/** wac exports each of them as a type at the root of the component, which WIT cannot express. */
const DECLARED = [
  'type size = u32;',
  'record point { x: u32 }',
  'interface shapes { record point { x: u32 } area: func(of: point) -> u32; }',
  'interface shop { resource cart { constructor(); total: func() -> u32; } }',
  'world whole { export run: func(); }',
];

describe('a component that a WAC document with declarations makes', () => {
  for (const declared of DECLARED)
    it(`runs, and has WIT without the declaration: ${declared}`, async () => {
      const text = `package t:s;\n${declared}\nlet math = new t:math {};\nlet app = new t:app { ...math };\nexport app.run;\n`;
      await using folder = await folderWith({
        'deps/t/math.wasm': exporter(),
        'deps/t/app.wasm': importer(),
        's.wac': text,
      });
      const { component } = await folder.compose({ plan: 's.wac', out: 'out.wasm' });
      const call = await callerInProcess(component, storage);
      assert.equal(await call('run(21)'), '42');
      const wit = await witOf(await readFile(component));
      assert.match(wit, /export run: func\(x: u32\) -> u32;/);
      const own = { storage: join(folder.path, 'storage') };
      assert.deepEqual(await resourceFunctions(component, own), []);
    });
});
