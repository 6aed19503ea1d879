import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually, insertAfter, revert, sample, show } from './support.ts';

describe('an untrusted workspace', () => {
  before(() => assert.equal(vscode.workspace.isTrusted, false));

  it('has all editing features', async () => {
    const service = await show('wit/service.wit');
    await insertAfter(service, 'admin: bool,', '\n    role: rolle,');
    await eventually(() => vscode.languages.getDiagnostics(service.uri).length > 0);
    await revert();
  });

  for (const command of ['build', 'compose', 'composeAndRun', 'run', 'serve', 'debug']) {
    it(`does not let wit.${command} do anything`, async () => {
      const target = sample(command === 'build' ? 'handler' : 'composition.toml');
      assert.equal(await vscode.commands.executeCommand(`wit.${command}`, target, 'handle()'), undefined);
      assert.equal(existsSync(sample('target').fsPath), false);
    });
  }
});
