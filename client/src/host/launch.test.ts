import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as vscode from 'vscode';
import { workspace } from '../testing/editor.ts';
import { commandLaunch, launchOf } from './launch.ts';

it('in an untrusted workspace neither the host nor the command is started', async (t) => {
  t.mock.getter(workspace, 'isTrusted', () => false);
  const extension = vscode.Uri.file('/extension');
  const isUntrusted = (error: { data?: { code?: string } }) => error.data?.code === 'untrusted-workspace';
  await assert.rejects(launchOf(extension), isUntrusted);
  await assert.rejects(commandLaunch(extension, 'debug-adapter'), isUntrusted);
});
