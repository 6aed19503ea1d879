import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { report } from './report.ts';

describe('activation', () => {
  const extension = () => {
    const found = vscode.extensions.getExtension('wit-studio.wit-studio');
    assert.ok(found, 'the .vsix is installed');
    return found;
  };

  it('waits for a WIT file', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'interface' });
    await vscode.window.showTextDocument(other);
    assert.equal(extension().isActive, false);
  });

  it('assigns the language WIT to .wit files', async () => {
    const [file] = await vscode.workspace.findFiles('wit/*.wit');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, 'wit');
  });

  it('happens without starting the component host', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
    report(`      loaded in ${measured('Load', 'Code')}, activated in ${measured('Activate', '')}`);
  });

  it('registers every command of the manifest', async () => {
    const contributed: { command: string }[] = extension().packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});

/** The time between two marks that the extension host itself sets for every extension. */
function measured(step: string, of: string): string {
  const { MonacoPerformanceMarks: marks } = globalThis as unknown as EditorGlobals;
  const time = (when: string) =>
    marks
      .getMarks()
      .find(({ name }) => name === `code/extHost/${when}${step}Extension${of}/wit-studio.wit-studio`)
      ?.startTime;
  const [will, did] = [time('will'), time('did')];
  assert.ok(will !== undefined && did !== undefined);
  return `${did - will} ms`;
}

interface EditorGlobals {
  readonly MonacoPerformanceMarks: { getMarks(): { name: string; startTime: number }[] };
}
