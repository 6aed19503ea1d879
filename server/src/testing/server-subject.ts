import type { Place } from '../analysis/snapshot.ts';
import type { BuiltServer } from './built-server.ts';
import type { LspDiagnostic, LspLocation, LspRange, WorkspaceReport } from './editor.ts';
import { LspError } from './lsp-client.ts';
import type { Marker } from './marker.ts';
import { MarkerFolder } from './marker-folder.ts';
import type { Subject, SubjectDiagnostic, SubjectHelp } from './subject.ts';

type Changes = Readonly<Record<string, readonly { range: LspRange; newText: string }[]>>;

interface LspHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly parameters: readonly {
      readonly label: string;
      readonly documentation: { readonly value: string };
    }[];
  }[];
  readonly activeSignature: number;
  readonly activeParameter: number;
}

interface LspLink {
  readonly range: LspRange;
  readonly target: string;
}

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

/** A server over the wire. The marker's files join its workspace until the subject is closed. */
export function serverSubject({ client }: BuiltServer, { fixture, features }: Marker): Subject {
  const folder = new MarkerFolder(fixture);
  const change = (added: readonly object[], removed: readonly object[]) =>
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
  const folders = [{ uri: folder.uri, name: 'marker' }];
  change(folders, []);
  client.notify('workspace/didChangeConfiguration', { settings: { wit: { features } } });

  const ask = <Result>(method: string, place: Place, more = {}) =>
    client.request<Result>(`textDocument/${method}`, { ...folder.at(place), ...more });
  const locations = async (method: string, place: Place, more = {}) => {
    const found = await ask<LspLocation[] | null>(method, place, more);
    return (found ?? []).map((one) => folder.fileRange(one));
  };
  return {
    definition: (place) => locations('definition', place),
    typeDefinition: (place) => locations('typeDefinition', place),
    implementation: (place) => locations('implementation', place),
    references: (place) => locations('references', place, { context: { includeDeclaration: true } }),
    hover: async (place) =>
      (await ask<{ contents: { value: string } } | null>('hover', place))?.contents.value,
    help: async (place, asked) => {
      const context = { triggerKind: asked ? 1 : 2, isRetrigger: false };
      const found = await ask<LspHelp | null>('signatureHelp', place, { context });
      return found ? helpIn(found) : undefined;
    },
    complete: async (place) =>
      ((await ask<{ label: string }[] | null>('completion', place)) ?? []).map(({ label }) => label),
    rename: (place, newName) =>
      ask<{ changes: Changes } | null>('rename', place, { newName }).then(
        (edit) => editsOf(folder, edit?.changes ?? {}),
        (error: unknown) => refusal(error),
      ),
    links: async (place) => {
      const { textDocument } = folder.at(place);
      const found = await client.request<LspLink[]>('textDocument/documentLink', { textDocument });
      return found.map((one) => linkOf(folder, textDocument.uri, one));
    },
    diagnostics: async () => {
      const params = { previousResultIds: [] };
      const { items } = await client.request<{ items: WorkspaceReport[] }>('workspace/diagnostic', params);
      return items.flatMap(({ uri, items = [] }) => items.map((one) => diagnosticOf(folder, uri, one)));
    },
    close: () => {
      change([], folders);
      folder.remove();
      return Promise.resolve();
    },
  };
}

function editsOf(folder: MarkerFolder, changes: Changes) {
  return Object.entries(changes).flatMap(([uri, edits]) =>
    edits.map(({ range, newText }) => ({ ...folder.fileRange({ uri, range }), text: newText })),
  );
}

function linkOf(folder: MarkerFolder, uri: string, { range, target }: LspLink) {
  const [, file = '', line, character] = /^(.*)#L(\d+),(\d+)$/.exec(target) ?? [];
  const start = { line: Number(line) - 1, character: Number(character) - 1 };
  return {
    from: folder.fileRange({ uri, range }),
    to: folder.fileRange({ uri: file, range: { start, end: start } }),
  };
}

function helpIn({ signatures, activeSignature, activeParameter }: LspHelp): SubjectHelp {
  const { label, parameters } = signatures[activeSignature]!;
  const found = parameters[activeParameter];
  return { label, parameter: found && { label: found.label, docs: found.documentation.value } };
}

function refusal(error: unknown): { readonly reason: string } {
  if (error instanceof LspError) return { reason: error.message };
  throw error;
}

function diagnosticOf(folder: MarkerFolder, uri: string, found: LspDiagnostic): SubjectDiagnostic {
  const { range, severity, code, message, relatedInformation } = found;
  const related = relatedInformation.map((other) => ({
    ...folder.fileRange(other.location),
    message: other.message,
  }));
  return {
    ...folder.fileRange({ uri, range }),
    severity: SEVERITIES[severity] ?? '',
    code,
    message,
    related,
  };
}
