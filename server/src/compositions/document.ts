import { nearest } from '../base/nearest.ts';
import { ProblemError, type SourceLocation } from '../base/problem.ts';
import { utf16Offset } from '../base/utf8.ts';
import type { Explanation } from './explain.ts';
import { wirable } from './graph.ts';
import { functionId, lastName } from '../base/ids.ts';
import type { PlanSource } from './plan-source.ts';
import { collectProblems } from './problems.ts';
import type { Result, ComposedDocument, Diagnostic, PackageName } from './toolkit.ts';

/** @throws ProblemError `wac-invalid`, with all mistakes */
export function successOf<T>(source: PlanSource, result: Result<T, readonly Diagnostic[]>): T {
  if ('ok' in result) return result.ok;
  if (source.text.startsWith('\u{feff}')) throw marked(source);
  const problems = collectProblems();
  for (const mistake of result.err) problems.report(invalidDocument(source, mistake));
  problems.refuse();
  throw new Error('a document that cannot be read has a mistake');
}

function invalidDocument(
  source: PlanSource,
  { message, reasons, labels, help, misnamed }: Diagnostic,
): ProblemError {
  const known = misnamed && suggestionFor(misnamed);
  const [primary, ...others] = labels.map(({ span, text }) => ({ at: locateBytes(source, span), text }));
  const elsewhere = others.map(({ at, text }) => `${text ?? 'see also'} (line ${at.start.line + 1})`);
  return new ProblemError({
    code: 'wac-invalid',
    message,
    causes: [...reasons, ...elsewhere],
    help: known?.help ?? help ?? helpFor(message),
    ...(known && { suggestions: known.meant }),
    ...(primary && { at: primary.at }),
  });
}

/** How typical mistakes are corrected, by wac's message. */
const HELP: readonly (readonly [message: RegExp, help: (name: string) => string])[] = [
  [
    /^missing instantiation argument `(.*?)`/,
    (name) =>
      `Give it, as in { "${name}": other["${name}"] }, or end the arguments with ... to leave the others open.`,
  ],
  [/^mismatched instantiation argument/, () => 'Build both components against the same WIT.'],
  [/^duplicate instantiation argument/, () => 'Remove one of the two arguments.'],
  [/^`(.*)` is already defined/, (name) => `Give one of the two another name than ${name}.`],
  [/^expected `;`/, () => 'A statement ends with a semicolon: let a = new acme:auth {};'],
  [/^implicit import argument/, () => 'Move ... behind the other arguments.'],
  [/^export statement requires an `as`/, () => 'Name the export: export … as run;'],
];

function helpFor(message: string): string {
  for (const [pattern, help] of HELP) {
    const found = pattern.exec(message);
    if (found) return help(found[1] ?? '');
  }
  return 'The language is described at https://github.com/bytecodealliance/wac/blob/main/LANGUAGE.md.';
}

/** wac reads no byte order mark, which editors do not show. */
const marked = (source: PlanSource): ProblemError =>
  new ProblemError({
    code: 'wac-invalid',
    message: 'the document starts with a byte order mark (U+FEFF), which a .wac document cannot have',
    help: 'Save it as UTF-8 without a byte order mark.',
    at: source.locate(0, 1),
  });

/** An interface goes by its last word, too: `types` for `wasi:http/types@0.2.12`. */
function suggestionFor({ name, known }: NonNullable<Diagnostic['misnamed']>) {
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

export function missingPackage(name: PackageName, folder: string, at: SourceLocation): ProblemError {
  return new ProblemError({
    code: 'wac-package-missing',
    message: `there is no component or WIT for the package ${versionedName(name)}`,
    help: `Name it in a composition.toml beside the document, under [packages]: "${versionedName(name)}" = "path"; or put it at ${folder}.wasm, or its WIT in the folder ${folder}.`,
    at,
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
