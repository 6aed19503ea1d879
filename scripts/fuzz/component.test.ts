import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { generate } from '../../host/src/engine/generate.ts';
import { HostError } from '../../host/src/problem.ts';
import { mutate, randomFrom } from './mutate.ts';
import { seeds } from './seeds.ts';

const COUNT = 200;

describe('spoiled components', () => {
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
