import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, insertAfter, positionOf, revert, sample, show } from './support.ts';

describe('plans and .wasm files', () => {
  afterEach(revert);

  it('marks every error of a composition.toml while typing, until it is fixed', async () => {
    const plan = await show('composition.toml');
    assert.equal(plan.languageId, 'wit-composition');
    const codes = () =>
      vscode.languages
        .getDiagnostics(plan.uri)
        .map(({ code }) => (typeof code === 'object' ? code.value : code));
    await insertAfter(plan, 'handler = "handler"', '\nother = "other.wasm"\n[exprots]\nx = "handler"\n');
    await eventually(() => codes().includes('component-unreadable') && codes().includes('plan-key'));
    await revert();
    await eventually(() => codes().length === 0);
  });

  it('links a path to the component, with a hover of its world', async () => {
    const plan = await show('composition.toml');
    const at = positionOf(plan, 'auth/auth.wasm');
    const found = await eventually(async () => {
      const all = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        plan.uri,
        at,
      );
      return all.length > 0 && all;
    });
    const uri = 'targetUri' in found[0]! ? found[0].targetUri : found[0]!.uri;
    assert.equal(uri.path, sample('auth/auth.wasm').path);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      plan.uri,
      at,
    );
    assert.match(
      (hovers[0]?.contents[0] as vscode.MarkdownString).value,
      /Exports:\n- `edge:service\/auth@0\.1\.0`/,
    );
  });

  it('opens a .wasm file as a page', async () => {
    await vscode.commands.executeCommand('vscode.open', sample('auth/auth.wasm'));
    const tab = await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(tab.input instanceof vscode.TabInputCustom);
    assert.equal(tab.input.viewType, 'wit.component');
    await vscode.window.tabGroups.close(tab);
  });
});
