import * as vscode from 'vscode';
import type { ServeResult } from '../../../host/src/protocol.ts';
import { statusSentences, statusText } from './server-status.ts';
import { OPEN_IN_BROWSER } from './show-address.ts';

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

/** The servers that run in the component host, each shown by its address in the status bar. */
export class Servers {
  #running: readonly Server[] = [];
  /** By address: a server that replaces another one keeps its place. */
  readonly #items = new Map<string, vscode.StatusBarItem>();

  get all(): readonly Server[] {
    return this.#running;
  }

  /** Whether it has neither been stopped nor replaced. */
  runs({ server }: Server): boolean {
    return this.#running.some((other) => other.server === server);
  }

  of(subject: string): readonly Server[] {
    return this.#running.filter((server) => server.subject === subject);
  }

  /** @param former the server that it replaces */
  add(server: Server, former?: Server): void {
    this.#show([...this.#running.filter((other) => other.server !== former?.server), server]);
  }

  remove(server: Server): void {
    this.#show(this.#running.filter((other) => other.server !== server.server));
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
    for (const item of this.#items.values()) item.dispose();
  }

  #replace(subject: string, change: (server: Server) => Server): void {
    this.#show(this.#running.map((server) => (server.subject === subject ? change(server) : server)));
  }

  #show(running: readonly Server[]): void {
    this.#running = running;
    void vscode.commands.executeCommand('setContext', 'wit.serving', running.length > 0);
    for (const [url, item] of this.#items) {
      if (running.some((server) => server.url === url)) continue;
      item.dispose();
      this.#items.delete(url);
    }
    for (const server of running) showIn(this.#itemFor(server.url), server);
  }

  #itemFor(url: string): vscode.StatusBarItem {
    const item =
      this.#items.get(url) ??
      vscode.window.createStatusBarItem(`wit.server.${url}`, vscode.StatusBarAlignment.Left);
    this.#items.set(url, item);
    return item;
  }
}

function showIn(item: vscode.StatusBarItem, { url, subject, outdated }: Server): void {
  const shown = { name: vscode.workspace.asRelativePath(subject), url, ...(outdated && { outdated }) };
  const says = statusSentences(shown);
  const [text, label] = [statusText(shown), `${url} ${says}`];
  // An update would close the hover under the pointer.
  if (item.text === text && item.accessibilityInformation?.label === label) return;
  item.name = 'WIT Server';
  item.text = text;
  item.accessibilityInformation = { label };
  item.tooltip = tooltipOf(says, url);
  item.backgroundColor = outdated === undefined ? undefined : WARNING;
  item.command = { command: 'wit.openServer', title: OPEN_IN_BROWSER, arguments: [undefined, url] };
  item.show();
}

function tooltipOf(says: string, url: string): vscode.MarkdownString {
  const stop = `command:wit.stopServer?${encodeURIComponent(JSON.stringify([null, url]))}`;
  const tooltip = new vscode.MarkdownString().appendText(says);
  tooltip.appendMarkdown(`\n\nClick to open in the browser · [Stop](${stop})`);
  tooltip.isTrusted = { enabledCommands: ['wit.stopServer'] };
  return tooltip;
}
