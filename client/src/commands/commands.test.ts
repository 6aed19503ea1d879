import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as vscode from 'vscode';
import type { Problem } from '../../../host/src/protocol.ts';
import { Uri, workspace } from '../testing/editor.ts';
import { testStudio } from '../testing/studio.ts';
import { plug } from './build/plug.ts';
import { newComposition } from './create/new-composition.ts';
import { debug } from './run/debug.ts';

const codesOf = (problems: readonly Problem[]) => problems.map(({ code }) => code);

describe('commands in a workspace without components', () => {
  it('report that there is nothing to compose, and write no plan', async () => {
    const { studio, reported } = testStudio();
    assert.equal(await newComposition.run(studio), undefined);
    assert.deepEqual(codesOf(reported), ['no-component']);
  });

  it('report that there is nothing to plug in, the socket apart', async (t) => {
    t.mock.method(workspace, 'findFiles', () => Promise.resolve([Uri.file('/workspace/socket.wasm')]));
    const { studio, reported, requested } = testStudio();
    assert.equal(await plug.run(studio, vscode.Uri.file('/workspace/socket.wasm')), undefined);
    assert.deepEqual([codesOf(reported), requested], [['no-component'], []]);
  });
});

describe('debugging a plan', () => {
  const plan = vscode.Uri.file('/workspace/composition.toml');
  const answers = { debug: { server: 1, url: 'http://127.0.0.1:1', inspectorPort: 2 } };

  it('stops the server when the JavaScript debugger does not attach', async () => {
    const { studio, reported, requested, servers } = testStudio(answers);
    assert.equal(await debug.run(studio, plan), undefined);
    assert.deepEqual(codesOf(reported), ['debugger-not-attached']);
    assert.deepEqual([requested, servers], [['debug', 'stop'], []]);
  });
});
