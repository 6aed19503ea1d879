import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../base/problem.ts';
import { describeSignature } from '../../../server/src/types/wit-type.ts';
import { readFunctions } from '../wave/exported.ts';
import { generate } from './generate.ts';
import { assemble, assembleBytes, functionsIn, readWat } from './testing/instantiate-wat.ts';

const TYPES = `(component
  (import "t:p/files@1.0.0" (instance $files
    (type $r' (record (field "name" string) (field "tags" (list string))))
    (export "r" (type $r (eq $r')))
    (type $v' (variant (case "none") (case "both" (tuple $r bool))))
    (export "v" (type $v (eq $v')))
    (type $e' (enum "a" "b"))
    (export "e" (type $e (eq $e')))
    (type $f' (flags "read" "write"))
    (export "f" (type $f (eq $f')))
    (export "file" (type $file (sub resource)))
    (export "[method]file.size" (func (param "self" (borrow $file)) (result u64)))))
  (alias export $files "r" (type $r))
  (alias export $files "v" (type $v))
  (alias export $files "e" (type $e))
  (alias export $files "f" (type $f))
  (alias export $files "file" (type $file))
  (import "file" (type $own (eq $file)))
  (core module $m
    (func (export "take") (param i32 i32 i32 i32 i32 i32))
    (func (export "make") (result i32) unreachable)
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
  (core instance $i (instantiate $m))
  (alias core export $i "memory" (core memory $memory))
  (alias core export $i "realloc" (core func $realloc))
  (func $take (param "file" (own $own)) (param "e" $e) (param "f" $f) (param "o" (option $e)) (param "c" char)
    (canon lift (core func $i "take")))
  (func $make (result (result $v (error (list $r))))
    (canon lift (core func $i "make") (memory $memory) (realloc (core func $realloc))))
  (export "take" (func $take))
  (export "make" (func $make)))`;

const textsOf = (functions: Awaited<ReturnType<typeof functionsIn>>) =>
  functions.map((one) => `${one.interface ?? ''} ${one.name}${describeSignature(one.signature)}`);

describe('the functions that a component exports', () => {
  it('have types with all names resolved', async () => {
    const [take, make] = await functionsIn(await assemble(TYPES));
    const r = {
      kind: 'record',
      fields: [
        { name: 'name', type: { kind: 'string' } },
        { name: 'tags', type: { kind: 'list', element: { kind: 'string' } } },
      ],
    };
    const e = { kind: 'enum', cases: ['a', 'b'] };
    assert.deepEqual(take?.signature.params, [
      { name: 'file', type: { kind: 'own', resource: 'file' } },
      { name: 'e', type: e },
      { name: 'f', type: { kind: 'flags', flags: ['read', 'write'] } },
      { name: 'o', type: { kind: 'option', some: e } },
      { name: 'c', type: { kind: 'char' } },
    ]);
    assert.equal(take.signature.result, undefined);
    assert.deepEqual(make?.signature.result, {
      kind: 'result',
      ok: {
        kind: 'variant',
        cases: [
          { name: 'none', type: undefined },
          { name: 'both', type: { kind: 'tuple', items: [r, { kind: 'bool' }] } },
        ],
      },
      err: { kind: 'list', element: r },
    });
  });

  it('are those of the world and of its interfaces, in their order', async () => {
    assert.deepEqual(textsOf(await functionsIn('test-fixtures/programs/command/command.wasm')), [
      'wasi:cli/run@0.2.0 run() -> result',
    ]);
    const service = textsOf(await functionsIn('test-fixtures/programs/service/service.wasm'));
    assert.deepEqual(service, [
      'wasi:http/incoming-handler@0.2.12 handle(request: own<incoming-request>, response-out: own<response-outparam>)',
    ]);
  });

  it('are found or the component is refused at every truncation', async () => {
    const bytes = await assembleBytes(await readWat('../../wave/testing/kinds.wat'));
    const whole = readFunctions(await generate('whole', bytes, true)).length;
    for (let end = 8; end < bytes.length; end += 7) {
      const found = await generate('cut', bytes.subarray(0, end), true).then(
        readFunctions,
        (error: unknown) => {
          assert.ok(error instanceof HostError, `at ${end}: ${String(error)}`);
          assert.equal(error.problem.code, 'component-invalid');
          return [];
        },
      );
      assert.ok(found.length <= whole);
    }
  });
});
