import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { OPEN_IN_BROWSER, openInBrowser, showAddress } from '../serving/show-address.ts';

/** The command of the item in the status bar: it opens the address that it gets. */
const OPEN = 'wit.openDebuggedAddress';

/** Makes the addresses of sessions in the status bar open in the browser. */
export const registerOpening = (): vscode.Disposable => vscode.commands.registerCommand(OPEN, openInBrowser);

/** Shows where a session serves: in a message, and until the session ends in the status bar. */
export function shownAddress({ configuration }: vscode.DebugSession): vscode.DebugAdapterTracker {
  const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  let isOver = false;
  const end = () => {
    isOver = true;
    item.dispose();
  };
  return {
    onDidSendMessage(message: DebugProtocol.Event) {
      const url = servedAt(message);
      if (url === undefined) return;
      show(item, url);
      const what = configuration['noDebug'] ? 'Serving' : 'Debugging';
      void showAddress(`${what} at ${url}`, { url, isServed: () => !isOver });
    },
    onWillStopSession: end,
    onExit: end,
  };
}

function show(item: vscode.StatusBarItem, url: string): void {
  item.name = 'Debugged WIT Server';
  item.text = `$(debug-alt) ${url}`;
  item.tooltip = 'Debugged here. Click to open in the browser';
  item.command = { command: OPEN, title: OPEN_IN_BROWSER, arguments: [url] };
  item.show();
}

/** The address that the adapter prints to the console of its session. */
function servedAt({ event, body }: DebugProtocol.Event): string | undefined {
  const { output = '' } = (body ?? {}) as Partial<DebugProtocol.OutputEvent['body']>;
  return event === 'output' ? /^Serving HTTP on (\S+)/.exec(output)?.[1] : undefined;
}
