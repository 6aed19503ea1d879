import type { FileRange, Place } from '../analysis/snapshot.ts';
import { nameRange, type Marker, type Question } from './marker.ts';

export interface SubjectDiagnostic extends FileRange {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly related: readonly (FileRange & { readonly message: string })[];
}

export interface SubjectHelp {
  readonly label: string;
  /** The parameter at the cursor. */
  readonly parameter: { readonly label: string; readonly docs: string } | undefined;
}

export interface SubjectLink {
  /** The text that is the link. */
  readonly from: FileRange;
  /** Where it leads to. */
  readonly to: FileRange;
}

export interface SubjectEdit extends FileRange {
  readonly text: string;
}

/** The subject of marker tests: the features themselves, or a server that speaks LSP. URIs are `file://` and the fixture's path. */
export interface Subject {
  definition(place: Place): Promise<readonly FileRange[]>;
  typeDefinition(place: Place): Promise<readonly FileRange[]>;
  implementation(place: Place): Promise<readonly FileRange[]>;
  hover(place: Place): Promise<string | undefined>;
  /** @param isInvoked by the user, and not triggered by typing */
  help(place: Place, isInvoked: boolean): Promise<SubjectHelp | undefined>;
  references(place: Place): Promise<readonly FileRange[]>;
  complete(place: Place): Promise<readonly string[]>;
  rename(place: Place, name: string): Promise<readonly SubjectEdit[] | { readonly reason: string }>;
  /** Of the file that a place is in. */
  links(place: Place): Promise<readonly SubjectLink[]>;
  diagnostics(): Promise<readonly SubjectDiagnostic[]>;
  close(): Promise<void>;
}

/** The response in the form of marker files. */
export async function answer(subject: Subject, { fixture }: Marker, question: Question): Promise<string> {
  const place = { uri: `file://${question.at?.path}`, offset: question.at?.start ?? 0 };
  const names = (ranges: readonly FileRange[]) =>
    ranges
      .map(({ uri, start }) => nameRange(fixture, uri.slice('file://'.length), start))
      .sort()
      .join(' ') || 'nothing';
  switch (question.name) {
    case 'def':
      return names(await subject.definition(place));
    case 'typedef':
      return names(await subject.typeDefinition(place));
    case 'impl':
      return names(await subject.implementation(place));
    case 'refs':
      return names(await subject.references(place));
    case 'hover':
      return (await subject.hover(place)) ?? 'nothing';
    case 'help':
      return helped(await subject.help(place, question.argument !== 'typed'));
    case 'complete':
      return labelled(await subject.complete(place), question.argument ?? '');
    case 'rename':
      return renamed(await subject.rename(place, question.argument ?? ''), names);
    case 'links':
      return linked(await subject.links(place), names);
    case 'diag':
      return found(await subject.diagnostics(), names);
    default:
      throw new Error(`markers cannot ask for ${question.name}`);
  }
}

type Names = (ranges: readonly FileRange[]) => string;

function found(diagnostics: readonly SubjectDiagnostic[], names: Names): string {
  const lines = diagnostics.map((one) => {
    const related = one.related.map((other) => `\n    ${names([other])} ${other.message}`);
    return `${names([one])} ${one.severity} ${one.code}: ${one.message}${related.join('')}`;
  });
  return lines.sort().join('\n') || 'nothing';
}

function linked(links: readonly SubjectLink[], names: Names): string {
  return links.map(({ from, to }) => `${names([from])} → ${names([to])}`).join('\n') || 'nothing';
}

function helped(help: SubjectHelp | undefined): string {
  if (help === undefined) return 'nothing';
  const { label, parameter } = help;
  return `${label}\n${parameter ? `${parameter.label}: ${parameter.docs}` : 'no parameter'}`;
}

function labelled(labels: readonly string[], start: string): string {
  return labels.filter((label) => label.startsWith(start)).join('\n') || 'nothing';
}

function renamed(edits: Awaited<ReturnType<Subject['rename']>>, names: Names): string {
  if ('reason' in edits) return `refused: ${edits.reason}`;
  return edits
    .map((edit) => `${names([edit])} → ${edit.text}`)
    .sort()
    .join('\n');
}
