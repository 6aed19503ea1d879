import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { fromSources } from '../../../host/src/testing/from-sources.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { assemble, readWat } from '../../../host/src/engine/testing/instantiate-wat.ts';

const witStudio = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [...fromSources('cli/src/main.ts'), ...args])).stdout;

describe('wit-studio invoke', () => {
  it('lists an example call of each function without arguments, and evaluates a call', async () => {
    const component = await assemble(await readWat('../../wave/testing/kinds.wat'));
    const listed = await witStudio('invoke', component);
    assert.match(listed, /^open\(\) {2}\/\/ \(\) -> own<cart>$/m);
    assert.match(listed, /^sum\(\[1, 1, 1, 1\]\) {2}\/\/ \(x: list<u32, 4>\) -> u32$/m);
    assert.doesNotMatch(listed, /resource/);
    assert.equal(await witStudio('invoke', component, 'sum([1, 1, 1, 1])'), '4\n');
  });

  it('lists functions of resources as comments, for another component alone can call them', async () => {
    const component = await assemble(await readWat('../../compose/testing/store.wat'));
    const listed = await witStudio('invoke', component);
    assert.deepEqual(listed.split('\n').slice(-4), [
      '// Functions of resources, which only another component can call:',
      '//   t:store/boxes.box.new@0.1.0(x: u32) -> own<box>',
      '//   t:store/boxes.box.get@0.1.0(self: borrow<box>) -> u32',
      '',
    ]);
  });
});

describe('wit-studio --version', () => {
  it('prints the version in package.json', async () => {
    assert.equal(await witStudio('--version'), `wit-studio ${manifest.version}\n`);
  });
});
