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

  it('links the code of a diagnostic to its page', async () => {
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

  it('marks errors that an edit causes in other files, open or not, and clears them', async () => {
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

  it('goes from a function in WIT to where Rust implements it, and back', async () => {
    const source = sample('auth/src/lib.rs');
    const from = positionOf(service, 'check: func');
    const places = await eventually(async () => {
      const found = await vscode.commands.executeCommand<Definition[]>(
        'vscode.executeImplementationProvider',
        service.uri,
        from,
      );
      return found.length > 0 && found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).path);
    });
    assert.ok(places.includes(source.path), places.join());
    const rust = await vscode.workspace.openTextDocument(source);
    const [declaration] = await eventually(async () => {
      const found = await vscode.commands.executeCommand<Definition[]>(
        'vscode.executeDeclarationProvider',
        source,
        positionOf(rust, 'strip_prefix'),
      );
      return found.length > 0 && found;
    });
    const uri = declaration && ('targetUri' in declaration ? declaration.targetUri : declaration.uri);
    assert.equal(uri?.path, service.uri.path);
  });

  /** Imports an item whose package is missing and applies the preferred fix as a person does it. */
  async function importAndFix(item: string): Promise<void> {
    await insertAfter(service, 'import auth;', `\n  import ${item};`);
    const name = item.replace(/\/.*@/, '@');
    const error = await eventually(() => errors().find(({ message }) => message.includes(name)));
    await vscode.window.showTextDocument(service, { selection: error.range });
    // An edit applied by an extension is not saved; one that a person picks is (files.refactoring.autoSave).
    const preferred = { kind: 'quickfix', preferred: true, apply: 'first' };
    await vscode.commands.executeCommand('editor.action.codeAction', preferred);
    await eventually(() => errors().length === 0);
  }

  /** The user's own edits stay unsaved; files that a fix has changed are saved. */
  async function onlyTheServiceIsUnsaved(): Promise<void> {
    const unsaved = () =>
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.path);
    // The files are on disk a moment before their editors know.
    await eventually(() => !unsaved().some((path) => path.includes('/wit/deps/')));
    assert.ok(unsaved().includes(service.uri.path), 'nothing saves by itself');
  }

  it('adds a missing WASI package to disk, and removes it on undo', async () => {
    const made = sample('wit/deps/wasi-random-0.3.0/package.wit');
    try {
      await importAndFix('wasi:random/random@0.3.0');
      assert.match(await eventually(() => textOnDisk(made)), /package wasi:random@0\.3\.0;/);
      await onlyTheServiceIsUnsaved();
      await show('wit/deps/wasi-random-0.3.0/package.wit');
      await vscode.commands.executeCommand('undo');
      await eventually(async () => (await textOnDisk(made)) === undefined);
      await eventually(() => errors().length > 0);
    } finally {
      await vscode.window.showTextDocument(service);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(made, '..'), { recursive: true });
    }
  });

  it('adds a package together with its dependency', async () => {
    const folders = ['clocks', 'filesystem'].map((name) => sample(`wit/deps/wasi-${name}-0.3.0`));
    const files = folders.map((folder) => vscode.Uri.joinPath(folder, 'package.wit'));
    try {
      await importAndFix('wasi:filesystem/preopens@0.3.0');
      await eventually(async () => (await Promise.all(files.map(textOnDisk))).every(Boolean));
      await onlyTheServiceIsUnsaved();
    } finally {
      await vscode.window.showTextDocument(service);
      for (const folder of folders) await vscode.workspace.fs.delete(folder, { recursive: true });
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

/** The contents of a file on disk; undefined while it does not exist or is empty. */
async function textOnDisk(file: vscode.Uri): Promise<string | undefined> {
  const bytes = await vscode.workspace.fs.readFile(file).then(
    (found) => found,
    () => new Uint8Array(),
  );
  return new TextDecoder().decode(bytes) || undefined;
}

type Definition = vscode.Location | vscode.LocationLink;

function hoverAt(document: vscode.TextDocument, at: vscode.Position): Thenable<vscode.Hover[]> {
  return vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at);
}
