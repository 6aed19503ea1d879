import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { functionId, functionOf, itemId, lastName, packageOf, unversioned, versionOf } from './ids.ts';

const partsOf = (id: string) => [unversioned(id), versionOf(id), packageOf(id), lastName(id)];

describe('ids', () => {
  it('have parts', () => {
    assert.deepEqual(partsOf('wasi:http/types@0.2.12'), ['wasi:http/types', '0.2.12', 'wasi:http', 'types']);
    assert.deepEqual(partsOf('wasi:http@1.0.0-rc.1'), ['wasi:http', '1.0.0-rc.1', 'wasi:http', 'wasi:http']);
    assert.deepEqual(partsOf('a:b/c'), ['a:b/c', undefined, 'a:b', 'c']);
    assert.deepEqual(partsOf('greet'), ['greet', undefined, 'greet', 'greet']);
  });

  it('of items follow from those of their package', () => {
    assert.equal(itemId('wasi:http@0.2.12', 'types'), 'wasi:http/types@0.2.12');
    assert.equal(itemId('a:b', 'c'), 'a:b/c');
  });

  it('may be those of an interface and a function of it together', () => {
    const both = { interface: 'acme:auth/api@1.0.0', function: 'verify' };
    assert.deepEqual(functionOf('acme:auth/api.verify@1.0.0'), both);
    assert.equal(functionId(both.interface, both.function), 'acme:auth/api.verify@1.0.0');
    assert.equal(functionId('ops', 'double'), 'ops.double');
    assert.deepEqual(functionOf('ops.double'), { interface: 'ops', function: 'double' });
    assert.equal(functionOf('acme:auth/api@1.0.0'), undefined);
    assert.equal(functionOf('double'), undefined);
  });
});
