import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { readManifest } from './manifest.ts';

describe('the manifest of a component with missing files', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-manifest-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const problemOf = (component: object) => problemOfJson({ name: 'a', component });
  const problemOfJson = async (json: unknown) => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(json));
    const error: unknown = await readManifest(folder).catch((error: unknown) => error);
    return (error as HostError).problem;
  };

  it('reports the default paths, and how to set another', async () => {
    const { code, message, help } = await problemOf({});
    assert.equal(code, 'component-manifest');
    assert.equal(message, `${folder} has no WIT folder: none of wit, ../wit exists`);
    assert.equal(help, 'Name it in package.json: "component": { "wit": "…" }.');
  });

  it('does not suggest a setting that is set', async () => {
    const named = await problemOf({ wit: 'wut' });
    assert.match(
      named.message,
      /\bwut does not exist; package\.json names it as the WIT folder of the component$/,
    );
    assert.equal(named.help, 'Create it, or change "wit" of "component" in package.json.');
    const entry = await problemOf({ wit: '.', entry: 'src/a.ts' });
    assert.match(
      entry.message,
      /\ba\.ts does not exist; package\.json names it as the entry of the component$/,
    );
  });

  it('reads values of the wrong type as absent', async () => {
    for (const json of [null, 'text', { component: 'text' }, { name: 1, component: null }]) {
      const { code, message } = await problemOfJson(json);
      assert.deepEqual([code, / has no WIT folder: /.test(message)], ['component-manifest', true]);
    }
    const entry = { wit: '.', entry: 'package.json' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: 'text', component: entry }));
    assert.equal((await readManifest(folder)).check, false);
  });
});
