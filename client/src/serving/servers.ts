import * as vscode from 'vscode';
import type { ServeResult } from '../../../host/src/protocol.ts';
import { outdatedTexts, statusText } from './server-status.ts';

export interface Server extends ServeResult {
  /** The served subject: the path of a plan or of a component. */
  readonly subject: string;
  /** The SHA-256 of the component. */
  readonly hash: string;
  /** Folders and files that it is built from, and follows. */
  readonly folders: readonly string[];
  /** The file that gets its calls. */
  readonly trace?: string;
  /** Why what its changed sources have become cannot be served. */
  readonly outdated?: string;
}

const WARNING = new vscode.ThemeColor('statusBarItem.warningBackground');

/** The servers that run in the component host, shown in the status bar while there are any. */
export class Servers {
  #running: readonly Server[] = [];
  readonly #item = vscode.window.createStatusBarItem('wit.servers', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = 'WIT Servers';
    this.#item.command = 'wit.openServer';
  }

  get all(): readonly Server[] {
    return this.#running;
  }

  of(subject: string): readonly Server[] {
    return this.#running.filter((server) => server.subject === subject);
  }

  add(server: Server): void {
    this.#show([...this.#running, server]);
  }

  remove(server: Server): void {
    this.#show(this.#running.filter((other) => other !== server));
  }

  /** Marks the served component of a subject as out of date, with the errors in its sources. */
  markOutdated(subject: string, outdated: string): void {
    this.#replace(subject, (server) => ({ ...server, outdated }));
  }

  /** Marks the served component of a subject as what its sources say. */
  markCurrent(subject: string): void {
    this.#replace(subject, ({ outdated: _, ...server }) => server);
  }

  /** Removes all: their process has ended. */
  clear(): void {
    this.#show([]);
  }

  dispose(): void {
    this.#item.dispose();
  }

  #replace(subject: string, change: (server: Server) => Server): void {
    this.#show(this.#running.map((server) => (server.subject === subject ? change(server) : server)));
  }

  #show(running: readonly Server[]): void {
    this.#running = running;
    void vscode.commands.executeCommand('setContext', 'wit.serving', running.length > 0);
    this.#item.text = statusText(running);
    this.#item.tooltip = tooltipOf(running);
    this.#item.backgroundColor = running.some(({ outdated }) => outdated !== undefined) ? WARNING : undefined;
    if (running.length > 0) this.#item.show();
    else this.#item.hide();
  }
}

function tooltipOf(running: readonly Server[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  for (const text of outdatedTexts(running)) tooltip.appendText(text).appendMarkdown('\n\n');
  tooltip.appendMarkdown('Click to open in the browser · [Stop](command:wit.stopServer)');
  tooltip.isTrusted = { enabledCommands: ['wit.stopServer'] };
  return tooltip;
}
