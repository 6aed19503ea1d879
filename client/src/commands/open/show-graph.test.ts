import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as vscode from 'vscode';
import { commands, Uri, window, workspace } from '../../testing/editor.ts';
import { testStudio } from '../../testing/studio.ts';
import { showGraph } from './show-graph.ts';

/** The files that the command opens as a graph or offers, and whether it says that there is none. */
async function shown(t: TestContext, target: string | undefined, plans: readonly string[]) {
  const opened: string[] = [];
  const offered: string[] = [];
  t.mock.method(workspace, 'findFiles', () => Promise.resolve(plans.map((path) => Uri.file(path))));
  t.mock.method(commands, 'executeCommand', async (id: string, uri: Uri, view: string) => {
    assert.deepEqual([id, view], ['vscode.openWith', 'wit.graph']);
    opened.push(uri.path);
  });
  t.mock.method(window, 'showQuickPick', async (items: readonly { readonly label: string }[]) => {
    offered.push(...items.map(({ label }) => label));
    return items[0];
  });
  const none = t.mock.method(window, 'showInformationMessage', async () => undefined);
  await showGraph.run(testStudio().studio, target === undefined ? undefined : vscode.Uri.file(target));
  return { opened, offered, saysNone: none.mock.callCount() === 1 };
}

describe('the command Show Graph', () => {
  const plans = ['/w/composition.toml', '/w/a/composition.toml', '/w/b/service.wac'];

  it('opens a plan itself', async (t) => {
    for (const plan of ['/w/x/composition.yml', '/w/x/wasm-compose.yaml', '/w/x/other.wac'])
      assert.deepEqual((await shown(t, plan, plans)).opened, [plan]);
  });

  it('opens the nearest plan above any other file', async (t) => {
    const { opened, offered } = await shown(t, '/w/a/wit/world.wit', plans);
    assert.deepEqual([opened, offered], [['/w/a/composition.toml'], []]);
    assert.deepEqual((await shown(t, '/w/c/part.wasm', plans)).opened, ['/w/composition.toml']);
  });

  it('offers all plans where none is above the file, and opens an only one at once', async (t) => {
    const { opened, offered } = await shown(t, undefined, plans);
    assert.deepEqual(offered, ['/w/a/composition.toml', '/w/b/service.wac', '/w/composition.toml']);
    assert.deepEqual(opened, ['/w/a/composition.toml']);
    assert.deepEqual((await shown(t, '/other/a.wit', ['/w/composition.toml'])).offered, []);
  });

  it('says that there is none', async (t) => {
    assert.deepEqual(await shown(t, '/w/a.wit', []), { opened: [], offered: [], saysNone: true });
  });
});
