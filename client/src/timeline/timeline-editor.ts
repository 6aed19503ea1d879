import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readTrace, type CallRecord, type SavedTrace } from '../../../host/src/protocol/trace.ts';
import type { Studio } from '../studio.ts';
import { allowPage } from '../ui/pages.ts';
import { callTree, EVERYTHING, rowsOf, SHOWN, type CallNode, type Filter } from './call-tree.ts';
import type { TimelineContent, TimelineMessage } from './messages.ts';
import { act } from './timeline-actions.ts';
import { detailsBody, rowsBody, timelinePage } from './timeline-page.ts';
import { statusOf } from './timeline-status.ts';

export const TIMELINE_VIEW = 'wit.timeline';
/** Lines that the page gets at first, and with each press of its button. */
const PAGE_ROWS = 500;
/** The minimal interval of reading a recording in progress. */
const READ_AGAIN_MS = 500;

/** Shows saved recordings, and those that are being written. */
export function registerTimelineEditor(studio: Studio): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    TIMELINE_VIEW,
    {
      openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
      resolveCustomEditor: ({ uri }, panel) => new Timeline(studio, uri, panel).show(),
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}

/** An open editor of a recording, with its page. */
class Timeline {
  readonly #studio: Studio;
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  #saved: SavedTrace = { calls: [] };
  #roots: readonly CallNode[] = [];
  #unreadable: string | undefined;
  #filter: Filter = EVERYTHING;
  #closed = new Set<string>();
  #most = PAGE_ROWS;
  #reading: NodeJS.Timeout | undefined;

  constructor(studio: Studio, uri: vscode.Uri, panel: vscode.WebviewPanel) {
    this.#studio = studio;
    this.#uri = uri;
    this.#panel = panel;
  }

  async show(): Promise<void> {
    const { webview } = this.#panel;
    const assets = allowPage(webview, this.#studio.extension.extensionUri, 'timeline');
    const pattern = new vscode.RelativePattern(
      vscode.Uri.joinPath(this.#uri, '..'),
      basename(this.#uri.path),
    );
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    const readSoon = () => {
      this.#reading ??= setTimeout(() => void this.#readAgain(), READ_AGAIN_MS);
    };
    const subscriptions = [
      watcher,
      watcher.onDidChange(readSoon),
      watcher.onDidCreate(readSoon),
      webview.onDidReceiveMessage((message: TimelineMessage) => this.#receive(message)),
    ];
    this.#panel.onDidDispose(() => {
      clearTimeout(this.#reading);
      vscode.Disposable.from(...subscriptions).dispose();
    });
    await this.#read();
    webview.html = timelinePage(basename(this.#uri.path), assets);
  }

  async #readAgain(): Promise<void> {
    this.#reading = undefined;
    await this.#read();
    await this.#postRows();
  }

  async #read(): Promise<void> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#uri);
      this.#saved = readTrace(new TextDecoder().decode(bytes));
      this.#roots = callTree(this.#saved);
      this.#unreadable = undefined;
    } catch (error) {
      this.#unreadable = (error as Error).message;
    }
  }

  async #receive(message: TimelineMessage): Promise<void> {
    if (message.kind === 'view') return this.#setFilter(message);
    if (message.kind === 'more') {
      this.#most += PAGE_ROWS;
      return this.#postRows();
    }
    const call = this.#saved.calls.find(({ span }) => span === message.span);
    if (message.kind === 'select') return this.#postDetails(call);
    if (message.kind === 'toggle') return call && this.#toggle(call);
    const { component } = this.#saved;
    await act(this.#studio, message.kind, { file: this.#uri, call, component });
  }

  #setFilter({ text, shown }: Extract<TimelineMessage, { kind: 'view' }>): Promise<void> {
    this.#filter = { text: String(text), shown: SHOWN.find((one) => one === shown) ?? 'all' };
    this.#most = PAGE_ROWS;
    return this.#postRows();
  }

  #toggle({ span }: CallRecord): Promise<void> {
    if (!this.#closed.delete(span)) this.#closed.add(span);
    return this.#postRows();
  }

  async #postRows(): Promise<void> {
    const rows = rowsOf(this.#roots, this.#filter, this.#closed);
    const html = rowsBody(rows.slice(0, this.#most));
    const found = rows.filter(({ isAside }) => !isAside).length;
    const status = statusOf(this.#saved, this.#filter, found, this.#unreadable);
    await this.#post({ kind: 'rows', html, status, hasMore: rows.length > this.#most });
  }

  async #postDetails(call: CallRecord | undefined): Promise<void> {
    const html = call ? detailsBody(call, this.#saved.component) : '';
    await this.#post({ kind: 'details', html });
  }

  async #post(content: TimelineContent): Promise<void> {
    await this.#panel.webview.postMessage(content);
  }
}
