import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith } from './testing/folder.ts';

const TYPES = 't:web/types@0.1.0';
const HANDLER = 't:web/handler@0.1.0';

/** Imports a resource and an interface that uses it. */
const adapter = `(component
  (import "${TYPES}" (instance $types (export "req" (type (sub resource)))))
  (alias export $types "req" (type $req))
  (import "${HANDLER}" (instance
    (export "req" (type $r (eq $req)))
    (export "handle" (func (param "r" (own $r))))))
  (instance $api)
  (export "t:web/api" (instance $api)))`;

/** Makes the resource. */
const types = `(component
  (type $req (resource (rep i32)))
  (component $named (import "req" (type $r (sub resource))) (export "req" (type $r)))
  (instance $types (instantiate $named (with "req" (type $req))))
  (export "${TYPES}" (instance $types)))`;

/** Handles requests that it has from elsewhere. */
const handler = `(component
  (import "${TYPES}" (instance $types (export "req" (type (sub resource)))))
  (alias export $types "req" (type $req))
  (core module $m (func (export "handle") (param i32)))
  (core instance $i (instantiate $m))
  (func $handle (param "r" (own $req)) (canon lift (core func $i "handle")))
  (component $named
    (import "req" (type $r (sub resource)))
    (import "handle" (func $handle (param "r" (own $r))))
    (export $e "req" (type $r))
    (export "handle" (func $handle) (func (param "r" (own $e)))))
  (instance $handler (instantiate $named (with "req" (type $req)) (with "handle" (func $handle))))
  (export "${HANDLER}" (instance $handler)))`;

const files = { 'adapter.wasm': adapter, 'types.wasm': types, 'handler.wasm': handler };

describe('a resource that two imports share', () => {
  it('may come from one origin, inside or outside', async () => {
    await using folder = await folderWith(files);
    const { imports } = await folder.compose({
      socket: 'adapter.wasm',
      plugs: ['types.wasm', 'handler.wasm'],
    });
    assert.deepEqual(imports, []);
    const open = await folder.compose({ socket: 'adapter.wasm', plugs: ['handler.wasm'] });
    assert.deepEqual(open.imports, [TYPES]);
  });

  it('is explained when it is satisfied and the import that uses it is not', async () => {
    await using folder = await folderWith(files);
    const problem = await folder.problemOf({ socket: 'adapter.wasm', plugs: ['types.wasm'] });
    assert.equal(problem.code, 'resource-origin');
    assert.equal(
      problem.message,
      `“adapter” has req of ${TYPES} from “types”, and ${HANDLER}, which uses it, from outside the composition`,
    );
    assert.deepEqual(problem.causes, [
      `${TYPES}: “types”`,
      `${HANDLER}: outside the composition, with the req of outside the composition`,
    ]);
    assert.match(
      problem.help ?? '',
      /exports t:web\/handler@0\.1\.0 and takes .* from “types”, or leave .* open/,
    );
  });

  it('is explained when the interface that uses it has another origin', async () => {
    const plan = `instances = { other = "types.wasm", types = "types.wasm",
      handler = { component = "handler.wasm", imports = { "t:web/types" = "other" } },
      adapter = { component = "adapter.wasm", imports = { "t:web/types" = "types" } } }`;
    await using folder = await folderWith({ ...files, 'composition.toml': plan });
    const problem = await folder.problemOf({ plan: 'composition.toml' });
    assert.deepEqual([problem.code, problem.where], ['resource-origin', '"adapter.wasm"']);
    assert.deepEqual(problem.causes, [`${TYPES}: “types”`, `${HANDLER}: “handler”, with the req of “other”`]);
    assert.match(problem.help ?? '', /^Take both from one instance/);
  });

  it('is explained when it is unsatisfied and the import that uses it is satisfied', async () => {
    const plan = `instances = { types = "types.wasm",
      handler = "handler.wasm",
      adapter = { component = "adapter.wasm", imports = { "t:web/types" = false } } }`;
    await using folder = await folderWith({ ...files, 'composition.toml': plan });
    const { code, help } = await folder.problemOf({ plan: 'composition.toml' });
    assert.equal(code, 'resource-origin');
    assert.match(help ?? '', /leave t:web\/handler@0\.1\.0 open/);
  });

  it('is explained when two versions of it are unsatisfied', async () => {
    const older = handler.replace(TYPES, 't:web/types@0.2.0');
    await using folder = await folderWith({
      ...files,
      'handler.wasm': older,
      'composition.toml': 'instances = { handler = "handler.wasm", adapter = "adapter.wasm" }',
    });
    const { code, causes, help } = await folder.problemOf({ plan: 'composition.toml' });
    assert.equal(code, 'resource-origin');
    assert.deepEqual(causes, [
      `${TYPES}: outside the composition`,
      `${HANDLER}: “handler”, with the req of t:web/types@0.2.0 from outside the composition`,
    ]);
    assert.match(help ?? '', /Build “adapter” and “handler” against one version of t:web\/types@0\.1\.0/);
  });
});
