/**
 * Takes the place of the module `vscode` in unit tests (`scripts/lib/bundle-tests.mjs`): an editor without open files,
 * in an empty workspace. It has as much of the API as the tests reach, which mock what they need otherwise.
 */

import { posix } from 'node:path';

const noDisposable = { dispose: () => undefined };

/** A path, with the part of a URI's interface that the client uses of files. */
export class Uri {
  private constructor(readonly fsPath: string) {}

  static file(path: string): Uri {
    return new Uri(path);
  }

  static parse(text: string): Uri {
    return new Uri(text.replace(/^file:\/\//, ''));
  }

  get path(): string {
    return this.fsPath;
  }

  static joinPath({ fsPath }: Uri, ...segments: readonly string[]): Uri {
    return new Uri(posix.join(fsPath, ...segments));
  }
}

export const Disposable = { from: () => noDisposable };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const FileType = { File: 1, Directory: 2 };
export const ProgressLocation = { Notification: 15 };
export class TabInputCustom {}
export class ThemeIcon {}

export const workspace = {
  get isTrusted() {
    return true;
  },
  get workspaceFolders() {
    return [{ uri: Uri.file('/workspace') }];
  },
  findFiles: (): Promise<Uri[]> => Promise.resolve([]),
  fs: {
    stat: (_uri: Uri): Promise<{ readonly type: number }> => Promise.reject(new Error('no such file')),
    readDirectory: (_uri: Uri): Promise<[string, number][]> => Promise.resolve([]),
  },
  getWorkspaceFolder: (): { readonly uri: Uri } | undefined => undefined,
  getConfiguration: () => ({ get: (_name: string, usual?: unknown) => usual }),
  asRelativePath: (path: string | Uri) => (typeof path === 'string' ? path : path.fsPath),
  saveAll: () => Promise.resolve(true),
};

export const window = {
  activeTextEditor: undefined,
  tabGroups: {
    get activeTabGroup(): { readonly activeTab: { readonly input: unknown } | undefined } {
      return { activeTab: undefined };
    },
  },
  showQuickPick: (_items: readonly unknown[]): Promise<unknown> => Promise.resolve(undefined),
  showInformationMessage: (_message: string, ..._buttons: readonly string[]): Promise<string | undefined> =>
    Promise.resolve(undefined),
  showOpenDialog: (_options: object): Promise<readonly Uri[] | undefined> => Promise.resolve(undefined),
  showTextDocument: (_uri: Uri): Promise<void> => Promise.resolve(),
  createStatusBarItem: () => ({ show: () => undefined, hide: () => undefined, dispose: () => undefined }),
  withProgress: (_options: unknown, work: (bar: object, token: object) => unknown) =>
    work({ report: () => undefined }, { isCancellationRequested: false }),
};

export const commands = {
  executeCommand: (_id: string, ..._args: readonly unknown[]): Promise<unknown> => Promise.resolve(),
};

export const env = {
  openExternal: (_uri: Uri): Promise<boolean> => Promise.resolve(true),
};

export const debug = {
  /** No session starts, as without a debugger of the type. */
  startDebugging: () => Promise.resolve(false),
  onDidTerminateDebugSession: () => noDisposable,
};
