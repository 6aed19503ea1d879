import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BuiltExports, type BuiltFiles } from './built-exports.ts';

/** Files by path; `log` has what was read and inspected. */
function filesOf(texts: Record<string, string>) {
  const log: string[] = [];
  const times = new Map<string, number>();
  const files: BuiltFiles = {
    list: async () => Object.keys(texts),
    changedAt: async (path) => (path in texts ? (times.get(path) ?? 1) : undefined),
    read: async (path) => {
      log.push(`read ${path}`);
      return new TextEncoder().encode(texts[path]);
    },
    inspect: async (path) => {
      log.push(`inspect ${path}`);
      return [{ name: `${path}.f`, signature: '()', call: 'f()' }];
    },
  };
  return { exports: new BuiltExports(files), log, times };
}

const never = (): boolean => false;

describe('the exports of built components', () => {
  it('are those of the components that have one of the names', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`other-${n}`, 'x:y/z@1.0.0']));
    const { exports, log } = filesOf({ ...many, shop: '…a:b/shop@1.0.0…', world: '…version…' });
    const found = await exports.with(['a:b/shop', 'version'], never);
    assert.deepEqual([...found.keys()], ['shop', 'world']);
    assert.deepEqual(
      log.filter((line) => line.startsWith('inspect')),
      ['inspect shop', 'inspect world'],
    );
  });

  it('are read once per build', async () => {
    const { exports, log, times } = filesOf({ shop: 'a:b/shop', other: '' });
    await exports.with(['a:b/shop'], never);
    await exports.with(['a:b/shop'], never);
    assert.deepEqual(log, ['read shop', 'inspect shop', 'read other']);
    times.set('shop', 2);
    await exports.with(['a:b/shop'], never);
    assert.deepEqual(log.slice(3), ['read shop', 'inspect shop']);
  });

  it('are none of a file that is gone, and of files behind a cancellation', async () => {
    const texts: Record<string, string> = { shop: 'a:b/shop' };
    const { exports } = filesOf(texts);
    assert.equal((await exports.with(['a:b/shop'], () => true)).size, 0);
    assert.equal((await exports.with(['a:b/shop'], never)).size, 1);
    delete texts['shop'];
    assert.equal((await exports.with(['a:b/shop'], never)).size, 0);
  });
});
