import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as vscode from 'vscode';
import type { Problem } from '../../../host/src/protocol.ts';
import { TabInputCustom, Uri, window, workspace } from '../testing/editor.ts';
import { testStudio } from '../testing/studio.ts';
import { plug } from './build/plug.ts';
import { newComposition } from './create/new-composition.ts';
import { debug } from './run/debug.ts';

const codesOf = (problems: readonly Problem[]) => problems.map(({ code }) => code);

it('the command Debug does not ask for trust in an untrusted workspace', async (t) => {
  t.mock.getter(workspace, 'isTrusted', () => false);
  const { studio, reported, requested } = testStudio();
  assert.equal(await debug.run(studio, vscode.Uri.file('/workspace/composition.toml')), undefined);
  assert.deepEqual([codesOf(reported), requested], [['untrusted-workspace'], []]);
});

describe('commands in a workspace without components', () => {
  it('report that there is nothing to compose, and write no plan', async () => {
    const { studio, reported } = testStudio();
    assert.equal(await newComposition.run(studio), undefined);
    assert.deepEqual(codesOf(reported), ['no-component']);
  });

  it('report that there is nothing to compose with others, and take the .wasm page in front', async (t) => {
    const { studio, reported } = testStudio();
    assert.equal(await plug.run(studio), undefined);
    assert.match(reported[0]?.message ?? '', /^No \.wasm file is open/);
    const input = Object.assign(new TabInputCustom(), { uri: Uri.file('/workspace/socket.wasm') });
    t.mock.getter(window.tabGroups, 'activeTabGroup', () => ({ activeTab: { input } }));
    await plug.run(studio);
    assert.match(reported[1]?.message ?? '', /no other component .* to plug into socket\.wasm/);
  });

  it('report that there is nothing to plug in, the socket apart', async (t) => {
    t.mock.method(workspace, 'findFiles', () => Promise.resolve([Uri.file('/workspace/socket.wasm')]));
    const { studio, reported, requested } = testStudio();
    assert.equal(await plug.run(studio, vscode.Uri.file('/workspace/socket.wasm')), undefined);
    assert.deepEqual([codesOf(reported), requested], [['no-component'], []]);
  });
});
