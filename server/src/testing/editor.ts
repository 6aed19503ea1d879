import type { LspClient } from './lsp-client.ts';
import { uriOfPath } from './memory-file-system.ts';

export interface LspRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface LspLocation {
  readonly uri: string;
  readonly range: LspRange;
}

export interface LspDiagnostic {
  readonly range: LspRange;
  readonly severity: number;
  readonly tags?: readonly number[];
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly message: string;
  readonly relatedInformation: readonly { readonly location: LspLocation; readonly message: string }[];
}

export interface DocumentReport {
  readonly kind: 'full' | 'unchanged';
  readonly resultId: string;
  readonly items?: readonly LspDiagnostic[];
  readonly relatedDocuments?: Readonly<Record<string, DocumentReport>>;
}

export interface WorkspaceReport extends DocumentReport {
  readonly uri: string;
  readonly version: number | null;
}

/** LSP capabilities of a client that pulls diagnostics. */
export const PULLS = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

const CHANGES = { created: 1, changed: 2, deleted: 3 } as const;

/** An editor's side of the protocol, for files that are named by their path. */
export class Editor {
  readonly client: LspClient;
  readonly #uriOf: (path: string) => string;
  #version = 0;

  constructor(client: LspClient, uriOf: (path: string) => string = uriOfPath) {
    this.client = client;
    this.#uriOf = uriOf;
  }

  open(path: string, text: string): void {
    const textDocument = { uri: this.#uriOf(path), languageId: 'wit', version: (this.#version += 1), text };
    this.client.notify('textDocument/didOpen', { textDocument });
  }

  /** Gives an open document a new text. */
  write(path: string, text: string): void {
    const textDocument = { uri: this.#uriOf(path), version: (this.#version += 1) };
    this.client.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  close(path: string): void {
    this.client.notify('textDocument/didClose', { textDocument: { uri: this.#uriOf(path) } });
  }

  /** Notifies of changes on disk, in this order. */
  seen(changes: readonly (readonly [what: keyof typeof CHANGES, path: string])[]): void {
    const events = changes.map(([what, path]) => ({ uri: this.#uriOf(path), type: CHANGES[what] }));
    this.client.notify('workspace/didChangeWatchedFiles', { changes: events });
  }

  pull(path: string, previousResultId?: string): Promise<DocumentReport> {
    const textDocument = { uri: this.#uriOf(path) };
    return this.client.request('textDocument/diagnostic', { textDocument, previousResultId });
  }

  async codes(path: string): Promise<readonly string[]> {
    return ((await this.pull(path)).items ?? []).map(({ code }) => code);
  }

  /** The whole workspace, by path; files without diagnostics are left out. */
  async allCodes(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { items } = await this.client.request<{ items: WorkspaceReport[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const entries = items.map(({ uri, items }) => [uri, (items ?? []).map(({ code }) => code)] as const);
    return Object.fromEntries(entries.map(([uri, codes]) => [uri.slice(this.#uriOf('').length), codes]));
  }

  hover(path: string, line: number, character: number): Promise<unknown> {
    const textDocument = { uri: this.#uriOf(path) };
    return this.client.request('textDocument/hover', { textDocument, position: { line, character } });
  }
}
