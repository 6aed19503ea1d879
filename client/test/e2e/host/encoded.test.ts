import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, insertAfter, revert, sample, show } from './support.ts';

/** The package `x:clock` with an interface that has this function, in the text format. */
const encoded = (name: string) =>
  new TextEncoder().encode(
    `(component (type (component (export "x:clock/i" (instance (export "${name}" (func)))))) (export "i" (type 0)))`,
  );

describe('a package in the binary format', () => {
  const file = () => sample('wit/deps/clock.wat');
  let service: vscode.TextDocument;
  let shown: vscode.TextDocument;

  before(async () => {
    await vscode.workspace.fs.writeFile(file(), encoded('now'));
    service = await show('wit/service.wit');
  });
  after(async () => {
    await show('wit/service.wit');
    await revert();
    await vscode.workspace.fs.delete(file());
  });

  it('opens as WIT on Go to Definition', async () => {
    const end = await insertAfter(service, 'import auth;', '\n  import x:clock/i;');
    const definition = await eventually(async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        service.uri,
        end.translate(0, -1),
      );
      return found[0];
    });
    const uri = 'targetUri' in definition ? definition.targetUri : definition.uri;
    shown = await vscode.workspace.openTextDocument(uri);
    assert.equal(shown.getText(), 'package x:clock;\n\ninterface i {\n  now: func();\n}\n');
    assert.equal(shown.languageId, 'wit');
    await eventually(() => vscode.languages.getDiagnostics(service.uri).length === 0);
  });

  it('has hovers and colours, and no diagnostics', async () => {
    await vscode.window.showTextDocument(shown);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      shown.uri,
      new vscode.Position(3, 3),
    );
    const [content] = hover?.contents ?? [];
    assert.match((content as vscode.MarkdownString).value, /now: func\(\)/);
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      shown.uri,
    );
    assert.ok(tokens.data.length > 0);
    assert.deepEqual(vscode.languages.getDiagnostics(shown.uri), []);
  });

  it('is read-only', async () => {
    const before = shown.getText();
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(shown.getText(), before);
    assert.equal(shown.isDirty, false);
  });

  it('updates with the file', async () => {
    await vscode.workspace.fs.writeFile(file(), encoded('later'));
    await eventually(() => shown.getText().includes('later: func();'));
  });
});
