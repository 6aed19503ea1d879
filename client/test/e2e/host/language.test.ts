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
