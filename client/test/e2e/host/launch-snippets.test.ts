import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, positionOf, revert, sample, show } from './support.ts';

const EMPTY = '{\n  "version": "0.2.0",\n  "configurations": [\n    \n  ]\n}\n';
const program = '${workspaceFolder}/composition.toml';

/** The configurations that the snippets insert, as they come. */
const snippets: Readonly<Record<string, object>> = {
  'WIT: Call a Function': { request: 'launch', name: 'Call a Function', program, invoke: 'greet("you")' },
  'WIT: Run a Command': {
    request: 'launch',
    name: 'Run a Command',
    program: '${workspaceFolder}/command.wasm',
    args: ['argument'],
  },
  'WIT: Serve HTTP': { request: 'launch', name: 'Serve', program, serve: true },
  'WIT: Attach to a Server': { request: 'attach', name: 'Attach' },
};

describe('snippets for a launch.json', function () {
  this.timeout(120_000);

  const path = '.vscode/launch.json';
  before(() => vscode.workspace.fs.writeFile(sample(path), Buffer.from(EMPTY)));
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(sample(path));
  });

  for (const [label, configuration] of Object.entries(snippets))
    it(`insert a configuration by ${label}`, async () => {
      const document = await show(path);
      const position = positionOf(document, '\n  ]');
      const { insertText } = await eventually(async () => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position,
        );
        return items.find((item) => item.label === label);
      });
      assert.ok(insertText instanceof vscode.SnippetString);
      await vscode.window.activeTextEditor!.insertSnippet(insertText, position);
      const { configurations } = JSON.parse(document.getText());
      await revert();
      assert.deepEqual(configurations, [{ type: 'wit', ...configuration }]);
    });
});
