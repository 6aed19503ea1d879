import { nearest } from '../../base/nearest.ts';
import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import { utf16Offset } from '../../base/utf8.ts';
import type { Explanation } from '../graph/explain.ts';
import { wirable } from '../graph/graph.ts';
import { functionId, lastName } from '../../base/ids.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Problems } from '../problems.ts';
import type { ComposedDocument, Diagnostic, PackageName } from '../toolkit.ts';
import { declarationIn, WAC_WORDS } from '../place/wac-place.ts';
import type { Mistake } from './document-mistakes.ts';
import { helpFor } from './help.ts';
import { UNKNOWN_TOKEN } from './mend.ts';

/**
 * Reports the mistakes of a document: those of its packages' names, and those found when it was composed.
 * @param composed unknown packages in it are reported already, where they were looked for
 */
export function reportMistakes(
  source: PlanSource,
  named: readonly Mistake[],
  composed: readonly Mistake[],
  problems: Problems,
): void {
  const keyOf = ({ message, labels }: Mistake) => `${labels[0]?.span.start} ${message}`;
  const later = new Set(composed.map(keyOf));
  const mistakes = [...named.filter((one) => !later.has(keyOf(one))), ...composed];
  for (const mistake of mistakes)
    if (!mistake.message.startsWith('unknown package `')) problems.report(invalidDocument(source, mistake));
}

function invalidDocument(
  source: PlanSource,
  { code = 'wac-invalid', message, reasons, labels, help, misnamed }: Mistake,
): ProblemError {
  const [primary, ...others] = labels.map(({ span, text }) => ({ at: locateBytes(source, span), text }));
  const elsewhere = others.map(({ at, text }) => `${text ?? 'see also'} (line ${at.start.line + 1})`);
  const [label] = labels;
  const below = label && definedBelow(source, message, label.span);
  const known =
    below ??
    (misnamed
      ? suggestionFor(misnamed)
      : (commentFor(source, message, label) ?? keywordFor(source, message, label)));
  return new ProblemError({
    code,
    message,
    causes: [...reasons, ...elsewhere],
    help: known?.help ?? help ?? helpFor(message) ?? LANGUAGE,
    ...(known && { suggestions: known.meant }),
    ...(primary && { at: primary.at }),
  });
}

const LANGUAGE =
  'The language is described at https://github.com/bytecodealliance/wac/blob/main/LANGUAGE.md.';

type Label = Mistake['labels'][number];

interface Suggestion {
  readonly help: string;
  readonly meant: readonly string[];
}

/** A name is known from its definition on. */
function definedBelow(source: PlanSource, message: string, { end }: Label['span']): Suggestion | undefined {
  const [, name] = /^undefined name `(.*)`/.exec(message) ?? [];
  const span = name === undefined ? undefined : declarationIn(source.text, name);
  if (!span || span.start < utf16Offset(source.text, end)) return undefined;
  const { line } = source.locate(span.start, span.end).start;
  return { help: `It is defined on line ${line + 1}: a statement uses only what is above it.`, meant: [] };
}

/** `#` starts a comment in a composition.toml. */
function commentFor({ text }: PlanSource, message: string, label: Label | undefined): Suggestion | undefined {
  if (!label || !message.startsWith(UNKNOWN_TOKEN) || text[utf16Offset(text, label.span.start)] !== '#')
    return undefined;
  return { help: 'A comment starts with //.', meant: [] };
}

function keywordFor({ text }: PlanSource, message: string, label: Label | undefined): Suggestion | undefined {
  if (!label || !message.startsWith('expected either `import` keyword')) return undefined;
  const word = text.slice(utf16Offset(text, label.span.start), utf16Offset(text, label.span.end));
  const near = nearest(word, WAC_WORDS);
  if (near === undefined) return undefined;
  return { help: `Did you mean “${near}”?`, meant: [near] };
}

/** An interface goes by its last word, too: `types` for `wasi:http/types@0.2.12`. */
function suggestionFor({ name, known }: NonNullable<Diagnostic['misnamed']>): Suggestion {
  const short = known.map(lastName);
  const near = nearest(name, [...short, ...known]);
  if (near !== undefined) return { help: `Did you mean “${near}”?`, meant: [near] };
  return { help: `Known: ${known.join(', ') || 'nothing'}.`, meant: known };
}

/** The toolkit counts bytes of UTF-8, a source UTF-16 units. */
export function locateBytes(source: PlanSource, span: { start: number; end: number }): SourceLocation {
  return source.locate(utf16Offset(source.text, span.start), utf16Offset(source.text, span.end));
}

export const versionedName = ({ name, version }: Pick<PackageName, 'name' | 'version'>): string =>
  version === undefined ? name : `${name}@${version}`;

/** The default place of a document's package, as path segments: where `wac` looks. */
export const packageFolder = ({ name, version }: PackageName): readonly string[] => [
  'deps',
  ...name.split(':'),
  ...(version === undefined ? [] : [version]),
];

/** Whether a package is named first for an interface or world of it, so that its WIT suffices. */
export const isWitReference = ({ span }: PackageName, { text }: PlanSource): boolean =>
  text[utf16Offset(text, span.end)] === '/';

export function missingPackage(name: PackageName, folder: string, source: PlanSource): ProblemError {
  const elsewhere = isWitReference(name, source) ? ', wit or wit/deps' : '';
  return new ProblemError({
    code: 'wac-package-missing',
    message: `there is no component or WIT for the package ${versionedName(name)}`,
    help: `Name it in a composition.toml beside the document, under [packages]: "${versionedName(name)}" = "path"; or put it at ${folder}.wasm, or its WIT in the folder ${folder}${elsewhere}.`,
    at: locateBytes(source, name.span),
  });
}

/** @param components the paths of packages by their versioned names */
export function explainDocument(
  { description, instances, wires }: ComposedDocument,
  components: ReadonlyMap<string, string>,
): Explanation {
  const nameOf = (index: number) => instances[index]!.name ?? instances[index]!.package;
  return {
    instances: instances.map(({ package: name }, index) => ({
      name: nameOf(index),
      component: components.get(name) ?? name,
    })),
    wires: wires.map((wire) => ({
      from: nameOf(wire.source),
      to: nameOf(wire.target),
      interface: wire.import,
      ...(wire.function && { function: functionId(...wire.function) }),
    })),
    imports: wirable(description.imports),
    exports: wirable(description.exports),
  };
}
