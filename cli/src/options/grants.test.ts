import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { grantsOf, limitsOf } from './grants.ts';
import { Usage } from '../usage.ts';

describe('--env', () => {
  const variables = (...env: string[]) => grantsOf({ env }, [], '').env;

  it('keeps the order and repeated names', () => {
    assert.deepEqual(variables('B=1', '9=x', 'A=a=b', 'B=2'), [
      ['B', '1'],
      ['9', 'x'],
      ['A', 'a=b'],
      ['B', '2'],
    ]);
  });

  it('passes on a variable of this process, and skips undefined ones', () => {
    process.env['WIT_STUDIO_TEST'] = 'own';
    try {
      assert.deepEqual(variables('WIT_STUDIO_TEST', 'WIT_STUDIO_TEST_UNSET'), [['WIT_STUDIO_TEST', 'own']]);
    } finally {
      delete process.env['WIT_STUDIO_TEST'];
    }
  });
});

const networkOf = (...wasi: readonly string[]) => grantsOf({ wasi }, [], '').network;

describe('grants on the command line', () => {
  it('deny the network by default', () => {
    assert.equal(networkOf(), false);
    assert.equal(networkOf('http', 'cli,common'), false);
    assert.equal(networkOf('inherit-network=n'), false);
  });

  it('allow the network with the same switches as wasmtime', () => {
    assert.equal(networkOf('inherit-network'), true);
    assert.equal(networkOf('http,inherit-network'), true);
    assert.equal(networkOf('inherit-network=y'), true);
  });

  it('allow sockets and name lookup with the same switches as wasmtime', () => {
    const granted = (...wasi: readonly string[]) => {
      const { network, tcp, udp, nameLookup } = grantsOf({ wasi }, [], '');
      return { network, tcp, udp, nameLookup };
    };
    const none = { network: false, tcp: undefined, udp: undefined, nameLookup: false };
    assert.deepEqual(granted(), none);
    assert.deepEqual(granted('tcp'), { ...none, tcp: true });
    assert.deepEqual(granted('inherit-network,udp=n'), { ...none, network: true, udp: false });
    assert.deepEqual(granted('tcp', 'tcp=no', 'allow-ip-name-lookup=yes'), {
      ...none,
      tcp: false,
      nameLookup: true,
    });
  });

  it('reject unknown and unsupported switches', () => {
    assert.throws(() => networkOf('inherit-networks'), Usage);
    assert.throws(() => networkOf('tcp=on'), Usage);
    assert.throws(() => networkOf('http=n'), /cannot be disabled/);
    assert.throws(() => networkOf('nn'), /wasi:nn is not supported/);
    assert.throws(() => networkOf('cwd'), /must name a folder/);
    assert.throws(() => networkOf('max-resources=5'), /--max-memory/);
    assert.throws(() => networkOf('inherit-stdout=n'), /cannot be disabled/);
  });
});

describe('-S cwd', () => {
  it('is the initial working directory, and absent without it', () => {
    assert.equal(grantsOf({ wasi: ['p3,cwd=/sandbox'] }, [], '').initialCwd, '/sandbox');
    assert.equal('initialCwd' in grantsOf({}, [], ''), false);
  });
});

describe('-S config-var', () => {
  it('accepts values with commas and =', () => {
    const { config } = grantsOf({ wasi: ['config-var=a=b,c=d', 'config,config-var=e='] }, [], '');
    assert.deepEqual(config, { a: 'b,c=d', e: '' });
  });
});

describe('-W', () => {
  const limited = (...wasm: readonly string[]) => limitsOf({ wasm }, '').limits;

  it('sets the time limit in wasmtime’s syntax', () => {
    assert.equal(limited(), undefined);
    assert.deepEqual(limited('timeout=2'), { timeoutMs: 2000 });
    assert.deepEqual(limited('component-model,timeout=3s', 'timeout=500ms'), { timeoutMs: 500 });
    for (const text of ['timeout=x', 'timeout=0', 'timeout=1.5s', 'timeout=2m', 'timeout'])
      assert.throws(() => limited(text), Usage, text);
  });

  it('accepts the flags that wasmtime requires for WASI 0.3', () => {
    assert.equal(limited('component-model-async', 'component-model-error-context=y'), undefined);
    assert.equal(networkOf('p3,http'), false);
    assert.throws(() => limited('component-model-async=n'), /determined by Node\.js/);
  });

  it('suggests the option to use for limits that V8 does not have', () => {
    assert.throws(() => limited('fuel=1000'), /--timeout/);
    assert.throws(() => limited('max-memory-size=1000'), /--max-memory/);
    assert.throws(() => limited('simd=n'), /determined by Node\.js/);
  });
});

describe('key-value stores on the command line', () => {
  const storesOf = (values: Parameters<typeof grantsOf>[0]) => grantsOf(values, [], '').keyvalue;

  it('are absent by default', () => {
    assert.equal(storesOf({}), undefined);
    assert.equal(storesOf({ wasi: ['keyvalue=n'] }), undefined);
    assert.equal(storesOf({ wasi: ['keyvalue-in-memory-data=a=b'] }), undefined);
  });

  it('are in memory with wasmtime’s switch', () => {
    assert.deepEqual(storesOf({ wasi: ['keyvalue', 'keyvalue-in-memory-data=a=b=c,d'] }), [
      { identifiers: [''], place: { kind: 'memory', data: [['a', 'b=c,d']] } },
    ]);
  });

  it('are folders with names', () => {
    assert.deepEqual(storesOf({ keyvalue: ['cache=memory', '/data=1'] }), [
      { identifiers: ['cache'], place: { kind: 'memory' } },
      { identifiers: ['default', ''], place: { kind: 'folder', folder: resolve('/data=1') } },
    ]);
  });

  it('are servers with a URL', () => {
    assert.deepEqual(storesOf({ keyvalue: ['counts=redis://me:a=b@localhost:1/2', 'rediss://there'] }), [
      { identifiers: ['counts'], place: { kind: 'redis', url: 'redis://me:a=b@localhost:1/2' } },
      { identifiers: ['default', ''], place: { kind: 'redis', url: 'rediss://there' } },
    ]);
  });

  it('must have distinct names', () => {
    assert.throws(() => storesOf({ wasi: ['keyvalue'], keyvalue: ['memory'] }), Usage);
  });
});
