import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { generate } from '../../host/src/engine/generate.ts';
import { HostError } from '../../host/src/base/problem.ts';
import { assembleBytes } from '../../host/src/engine/testing/instantiate-wat.ts';
import { Attempts } from './attempts.ts';
import { mutate, randomFrom } from './mutate.ts';
import { seeds } from './seeds.ts';

const COUNT = 200;

describe('spoiled components', () => {
  it('come from more than fifty real ones', async () => {
    assert.ok((await seeds()).length > 50);
  });

  it('are the same for the same seed', async () => {
    const components = await seeds();
    assert.deepEqual(mutate(components, randomFrom(7)), mutate(components, randomFrom(7)));
    assert.notDeepEqual(mutate(components, randomFrom(7)), mutate(components, randomFrom(8)));
  });

  it('are translated, or refused with a documented code and a reason', async () => {
    const components = await seeds();
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= COUNT; seed++) {
      try {
        const { files } = await generate('component.wasm', mutate(components, randomFrom(seed)), true);
        assert.ok(files.some(({ name }) => name === 'component.js'));
        outcomes.add('translated');
      } catch (error) {
        assert.ok(error instanceof HostError, `seed ${seed}: ${String(error)}`);
        const { code, help, causes = [] } = error.problem;
        assert.ok(existsSync(`docs/errors/${code}.md`), code);
        assert.ok(help && (code === 'unusual-name' || causes.length > 0), `seed ${seed}: ${code}`);
        outcomes.add(code);
      }
    }
    // Neither all of them nor none may be damaged beyond use.
    assert.ok(outcomes.has('translated') && outcomes.has('component-invalid'));
  });
});

describe('an attempt', () => {
  const component = (body: string) =>
    assembleBytes(`(component
      (core module $m (func (export "f") (result i32) ${body}))
      (core instance $i (instantiate $m))
      (func $f (result u32) (canon lift (core func $i "f")))
      (export "f" (func $f)) (export "g" (func $f)))`);

  it('calls each export, and continues after a guest that traps or loops', async () => {
    using attempts = new Attempts();
    assert.deepEqual(await attempts.run(await component('i32.const 7')), ['ran', 'ran']);
    const [trap] = await attempts.run(await component('unreachable'));
    assert.ok(typeof trap === 'object' && 'problem' in trap && trap.problem.code === 'guest-trap');
    assert.deepEqual(await attempts.run(await component('(loop (br 0)) unreachable')), ['guest-timeout']);
    const [refused] = await attempts.run(Uint8Array.of(1, 2, 3));
    assert.ok(typeof refused === 'object' && 'problem' in refused);
    assert.equal(refused.problem.code, 'component-invalid');
  });
});
