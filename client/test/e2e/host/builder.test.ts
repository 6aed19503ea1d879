import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sample } from './support.ts';

describe('the platform-neutral package', function () {
  this.timeout(180_000);

  const build = () =>
    vscode.commands.executeCommand<{ language: string } | undefined>('wit.build', sample('handler'));

  it('cannot build a TypeScript component at first', async () => {
    assert.equal(await build(), undefined);
  });

  it('can, once it has fetched the builder', async () => {
    assert.equal(await vscode.commands.executeCommand('wit.installBuilder'), true);
    assert.equal((await build())?.language, 'TypeScript');
  });
});
