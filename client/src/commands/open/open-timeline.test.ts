import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as vscode from 'vscode';
import { commands, Uri, window } from '../../testing/editor.ts';
import { withFiles } from '../../testing/files.ts';
import { testStudio } from '../../testing/studio.ts';
import { openTimeline } from './open-timeline.ts';

interface Setup {
  readonly target?: string;
  readonly files?: readonly string[];
  /** The button of the message that is clicked. */
  readonly button?: string;
  /** The file that the dialog gives. */
  readonly picked?: string;
}

/** The messages, the folders in which the dialog begins, and the commands that follow. */
async function opened(t: TestContext, { target, files = [], button, picked }: Setup) {
  withFiles(t, files);
  const message = t.mock.method(window, 'showInformationMessage', () => Promise.resolve(button));
  const dialog = t.mock.method(window, 'showOpenDialog', () =>
    Promise.resolve(picked === undefined ? undefined : [Uri.file(picked)]),
  );
  const command = t.mock.method(commands, 'executeCommand', (_id: string, ..._more: readonly unknown[]) =>
    Promise.resolve(),
  );
  await openTimeline.run(testStudio().studio, target === undefined ? undefined : vscode.Uri.file(target));
  return {
    messages: message.mock.calls.map((call) => call.arguments as readonly unknown[]),
    dialogs: dialog.mock.calls.map(
      ({ arguments: [options] }) => (options as { defaultUri?: Uri }).defaultUri?.path,
    ),
    ran: command.mock.calls.map(({ arguments: [id, ...more] }) => [
      id,
      ...more.map((one) => (one instanceof Uri ? one.path : one)),
    ]),
  };
}

const NONE = ['No timeline is recorded yet.', 'Record Timeline', 'Open Another File…'];
const OPENED = ['vscode.openWith', '/a.trace.json', 'wit.timeline'];

describe('the command Open Timeline', () => {
  it('opens a file that it was invoked on', async (t) => {
    assert.deepEqual(await opened(t, { target: '/a.trace.json' }), {
      messages: [],
      dialogs: [],
      ran: [OPENED],
    });
  });

  it('begins in the folder of recordings', async (t) => {
    const files = ['/storage/timelines/b.trace.json'];
    const { messages, dialogs, ran } = await opened(t, { files, picked: '/a.trace.json' });
    assert.deepEqual([messages, dialogs, ran], [[], ['/storage/timelines'], [OPENED]]);
    assert.deepEqual((await opened(t, { files })).ran, []);
  });

  it('offers to record where nothing is recorded', async (t) => {
    const { messages, dialogs, ran } = await opened(t, { button: 'Record Timeline' });
    assert.deepEqual([messages, dialogs, ran], [[NONE], [], [['wit.recordTimeline']]]);
  });

  it('offers another file where nothing is recorded', async (t) => {
    const { messages, dialogs, ran } = await opened(t, {
      button: 'Open Another File…',
      picked: '/a.trace.json',
    });
    assert.deepEqual([messages, dialogs, ran], [[NONE], [undefined], [OPENED]]);
  });

  it('does nothing when its message is closed', async (t) => {
    assert.deepEqual(await opened(t, {}), { messages: [NONE], dialogs: [], ran: [] });
  });
});
