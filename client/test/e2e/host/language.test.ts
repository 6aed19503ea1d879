import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, insertAfter, positionOf, revert, sample, show } from './support.ts';

describe('editing WIT', () => {
  let service: vscode.TextDocument;

  const errors = () => vscode.languages.getDiagnostics(service.uri);
  const text = (hovers: vscode.Hover[]) =>
    hovers.flatMap((hover) => hover.contents).map((content) => (content as vscode.MarkdownString).value);

  before(async () => {
    service = await show('wit/service.wit');
  });
  afterEach(revert);

  it('marks a name that does not exist, until it does', async () => {
    await insertAfter(service, 'admin: bool,', '\n    role: rolle,');
    const [error] = await eventually(() => errors().length > 0 && errors());
    assert.match(error?.message ?? '', /rolle/);
    assert.equal(service.getText(error?.range), 'rolle');
    await revert();
    await eventually(() => errors().length === 0);
  });

  it('leads from the code of a mistake to its page', async () => {
    await insertAfter(service, 'admin: bool,', '\n    role: rolle,');
    const [error] = await eventually(() => errors().length > 0 && errors());
    const code = error?.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, 'unknown-type');
    // As a click does it, in a hover or in the list of problems.
    await vscode.commands.executeCommand(code.target.path, ...(JSON.parse(code.target.query) as unknown[]));
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const page = await eventually(() => tabs().find(({ label }) => label.includes('unknown-type')));
    assert.ok(page.input instanceof vscode.TabInputWebview, 'rendered, not as source');
    await vscode.window.tabGroups.close(page);
    await vscode.window.showTextDocument(service);
  });

  it('marks what an edit breaks in other files, open or not, and clears it', async () => {
    const other = sample('wit/other.wit');
    const closed = sample('wit/closed.wit');
    const uses = (name: string) => `interface ${name} { use auth.{user}; f: func(u: user); }\n`;
    await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(uses('other')));
    await vscode.workspace.fs.writeFile(closed, new TextEncoder().encode(uses('closed')));
    try {
      await show('wit/other.wit');
      await vscode.window.showTextDocument(service);
      const found = (uri: vscode.Uri) =>
        vscode.languages
          .getDiagnostics(uri)
          .flatMap(({ severity, message }) => (severity === 0 ? [message] : []));
      await eventually(() => found(other).length === 0 && found(closed).length === 0);
      await insertAfter(service, 'record user', 's');
      for (const uri of [other, closed]) await eventually(() => found(uri).some((one) => /user/.test(one)));
      await revert();
      for (const uri of [other, closed]) await eventually(() => found(uri).length === 0);
    } finally {
      await vscode.workspace.fs.delete(other);
      await vscode.workspace.fs.delete(closed);
    }
  });

  it('shows the docs of wasi:http/types where it is imported', async () => {
    const end = await insertAfter(service, 'import auth;', '\n  import wasi:http/types@0.2.12;');
    const at = end.translate(0, -'types@0.2.12;'.length);
    const hovers = await eventually(async () => {
      const found = await hoverAt(service, at);
      return found.length > 0 && found;
    });
    assert.match(text(hovers).join('\n'), /interface types/);
    assert.match(text(hovers).join('\n'), /HTTP Requests and Responses/i);
  });

  it('goes from an export to its definition in deps/', async () => {
    const at = positionOf(service, 'incoming-handler@0.2.12;');
    const [definition] = await eventually(async () => {
      const found = await vscode.commands.executeCommand<Definition[]>(
        'vscode.executeDefinitionProvider',
        service.uri,
        at,
      );
      return found.length > 0 && found;
    });
    const uri = definition && ('targetUri' in definition ? definition.targetUri : definition.uri);
    assert.equal(uri?.path, sample('wit/deps/http/package.wit').path);
  });

  it('adds a package of WASI that is missing', async () => {
    await insertAfter(service, 'import auth;', '\n  import wasi:random/random@0.3.0;');
    const found = await eventually(() => errors().find(({ message }) => /wasi:random@0\.3\.0/.test(message)));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      service.uri,
      found.range,
    );
    const add = actions.find(({ title }) => /^Add `wasi:random@0\.3\.0`/.test(title));
    assert.ok(add?.edit, actions.map(({ title }) => title).join('; '));
    const folder = sample('wit/deps/wasi-random-0.3.0');
    try {
      assert.ok(await vscode.workspace.applyEdit(add.edit));
      await eventually(() => errors().length === 0);
      const made = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'package.wit'));
      assert.match(made.getText(), /package wasi:random@0\.3\.0;/);
      assert.ok(await made.save());
    } finally {
      await vscode.window.showTextDocument(service);
      const undo = new vscode.WorkspaceEdit();
      const line = service.lineAt(positionOf(service, 'wasi:random/random@0.3.0'));
      undo.delete(service.uri, line.rangeIncludingLineBreak);
      await vscode.workspace.applyEdit(undo);
      await service.save();
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('completes the types in scope', async () => {
    const at = await insertAfter(service, 'unknown(string),', '\n    other(us');
    const labels = await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        service.uri,
        at,
      );
      // Words of the open files are offered as text, whatever the language.
      const items = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
      const found = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.includes('user') && found;
    });
    assert.ok(labels.includes('user'));
  });
});

type Definition = vscode.Location | vscode.LocationLink;

function hoverAt(document: vscode.TextDocument, at: vscode.Position): Thenable<vscode.Hover[]> {
  return vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at);
}
