import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { exporter } from '../../../../host/src/compose/testing/components.ts';
import { composeInThread } from './compose-in-thread.ts';

describe('the composer thread', () => {
  it('describes components, reads documents and prints WIT', async () => {
    const composer = composeInThread();
    const component = await parse(exporter());
    const described = await composer.describe(component);
    assert.ok('ok' in described);
    assert.deepEqual(
      described.ok.exports.map(({ name }) => name),
      ['t:math/ops@0.1.0'],
    );
    const wit = await composer.wit(component);
    assert.match('ok' in wit ? wit.ok : '', /export t:math\/ops@0\.1\.0;/);
    const packages = await composer.packages('package t:s; let a = new t:one {};');
    assert.deepEqual(
      packages.result?.map(({ name }) => name),
      ['t:one'],
    );
    assert.deepEqual(await composer.checkDocument('package t:s;', []), []);
  });

  it('continues after a rejected call', async () => {
    const composer = composeInThread();
    const [refused, described] = await Promise.allSettled([
      composer.wit(Uint8Array.of(1, 2, 3)),
      composer.describe(await parse(exporter())),
    ]);
    assert.ok(refused.status === 'fulfilled' && 'err' in refused.value);
    assert.equal(described.status, 'fulfilled');
  });

  it('does not keep the process alive', async () => {
    const ports = () => process.getActiveResourcesInfo().filter((one) => one === 'MessagePort').length;
    const before = ports();
    await composeInThread().checkDocument('package t:s;', []);
    assert.equal(ports(), before);
  });

  it('is terminated at its time limit, and restarted by the next call', async () => {
    const composer = composeInThread(0);
    const component = await parse(exporter());
    for (let call = 0; call < 2; call++)
      await assert.rejects(composer.describe(component), /it took too long/, `call ${call}`);
  });
});
