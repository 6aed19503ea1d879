import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, insertAfter, positionOf, revert, sample, show } from './support.ts';

describe('links from file to file', () => {
  afterEach(revert);

  it('a path in WIT links to the named item in the other file', async () => {
    const service = await show('wit/service.wit');
    const link = await linkAt(service, 'wasi:http/incoming-handler');
    const deps = await vscode.workspace.openTextDocument(sample('wit/deps/http/package.wit'));
    const { line, character } = positionOf(deps, 'interface incoming-handler').translate(
      0,
      'interface '.length,
    );
    assert.equal(link.target?.path, deps.uri.path);
    assert.equal(link.target?.fragment, `L${line + 1},${character + 1}`);
  });

  it('a path in a manifest links to the package, and errors are reported while typing', async () => {
    const uri = sample('wkg.toml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('[overrides]\n'));
    try {
      const manifest = await show('wkg.toml');
      await insertAfter(manifest, '[overrides]\n', '\n"wasi:http" = { path = "wit/deps/http" }\n');
      const link = await linkAt(manifest, 'wit/deps/http');
      assert.equal(link.target?.path, sample('wit/deps/http/package.wit').path);
      assert.equal(manifest.getText(link.range), 'wit/deps/http');
      assert.ok(manifest.isDirty);
      await insertAfter(manifest, 'path = "wit/deps/http"', ', folder = ""');
      await eventually(() =>
        vscode.languages.getDiagnostics(uri).some(({ message }) => /folder/.test(message)),
      );
    } finally {
      await revert();
      await vscode.workspace.fs.delete(uri);
    }
  });
});

/** The link that starts where a text does first. */
function linkAt(document: vscode.TextDocument, text: string): Promise<vscode.DocumentLink> {
  return eventually(async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    return links.find(({ range }) => range.start.isEqual(positionOf(document, text)));
  });
}
