import * as vscode from 'vscode';
import type { ServeResult } from '../../host/src/protocol.ts';

export interface Server extends ServeResult {
  /** What it serves: the path of a plan or of a component. */
  readonly subject: string;
}

/** The servers that run in the component host, shown in the status bar while there are any. */
export class Servers {
  #running: readonly Server[] = [];
  readonly #item = vscode.window.createStatusBarItem('wit.servers', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = 'WIT Servers';
    this.#item.command = 'wit.openServer';
    const tooltip = new vscode.MarkdownString(
      'Click to open in the browser · [Stop](command:wit.stopServer)',
    );
    tooltip.isTrusted = { enabledCommands: ['wit.stopServer'] };
    this.#item.tooltip = tooltip;
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

  /** Forgets all: their process is gone. */
  clear(): void {
    this.#show([]);
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(running: readonly Server[]): void {
    this.#running = running;
    void vscode.commands.executeCommand('setContext', 'wit.serving', running.length > 0);
    this.#item.text = `$(radio-tower) ${running.map((server) => server.url).join(' ')}`;
    if (running.length > 0) this.#item.show();
    else this.#item.hide();
  }
}
