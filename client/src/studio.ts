import type * as vscode from 'vscode';
import type { ComponentHost } from './host/component-host.ts';
import type { LanguageServer } from './language-server.ts';
import type { Servers } from './serving/servers.ts';
import type { ProblemView } from './ui/problem-view.ts';

/** The part of the studio that works without processes, as in a browser. */
export interface Editing {
  readonly extension: vscode.Extension<unknown>;
  readonly languageServer: LanguageServer;
}

/** The context of every command; created once, when the extension activates. */
export interface Studio extends Editing {
  readonly host: ComponentHost;
  readonly servers: Servers;
  readonly problems: ProblemView;
  /** The output of guests and tools. */
  readonly output: vscode.OutputChannel;
  /** The folder of the host's caches. */
  readonly storage: vscode.Uri;
  /** The stored state of this workspace. */
  readonly memory: vscode.Memento;
  /** The state that all windows share. */
  readonly sharedMemory: vscode.Memento;
}

export interface Command<Needed extends Editing = Studio> {
  /** As in package.json. */
  readonly id: string;
  /**
   * @param target the file or folder the command was invoked on; without one, the active editor's
   * @param detail input that the command would prompt for otherwise, so that a keybinding can give it
   * @returns the outcome, for callers of `executeCommand`
   */
  run(studio: Needed, target?: vscode.Uri, detail?: string): Promise<unknown>;
}
