import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkPath } from '../../../server/src/node/check-path.ts';
import { HostError } from '../base/problem.ts';
import { newPackage } from './new-package.ts';
import { worldsIn } from './worlds-in.ts';

describe('a new package', () => {
  it('has a world and no errors', async () => {
    const root = await mkdtemp(join(tmpdir(), 'wit-studio-new-package-'));
    for (const name of ['my-company:greetings@0.1.0', 'a:b', 'interface:world@1.0.0-rc.1']) {
      const { folder, open } = await newPackage({ folder: join(root, name.replaceAll(/[:@]/g, '-')), name });
      const checked = await checkPath(folder, { features: [], components: true, wasmTools: '0.263' });
      assert.deepEqual({ name, ok: checked?.ok }, { name, ok: true });
      const [path, version] = name.split('@');
      const id = `${path}/greeter${version ? `@${version}` : ''}`;
      assert.deepEqual(worldsIn([open]), [{ id, name: 'greeter', folder }]);
    }
    await rm(root, { recursive: true });
  });

  for (const name of ['', 'greetings', 'a:', 'a:b@1', 'A_b:c', 'a:b/c'])
    it(`cannot be called "${name}"`, async () => {
      await assert.rejects(
        newPackage({ folder: join(tmpdir(), 'wit-studio-never-made'), name }),
        (error) => error instanceof HostError && error.problem.code === 'name-invalid',
      );
    });
});
