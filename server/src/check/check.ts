import { once } from '../base/once.ts';
import type { Manifest } from '../packages/manifests/manifest.ts';
import type { Refusal } from '../packages/encoded.ts';
import type { Root } from '../packages/package-source.ts';
import type {
  Features,
  OffsetRange,
  Problem,
  Related,
  ResolvedPackage,
  ResolvedRoot,
  TokenRange,
} from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { followsFromSyntax } from './cascades.ts';
import { rules } from './catalogue.ts';
import { itemProblems } from './check-items.ts';
import type { Detail, Rule, Severity } from './rule.ts';
import { codeOf, refusalDetail } from './facts/unread-files.ts';
import { isInWorld } from './facts/worlds-of.ts';

/** A mistake, worded. Syntax and meaning are told in tokens, what is below tokens in UTF-16 offsets. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What the message speaks of, for who mends it. */
  readonly detail: Detail;
  readonly at: TokenRange | OffsetRange;
  readonly related: readonly Related[];
}

const byCode = new Map<string, Rule>(rules.map((rule) => [rule.code, rule]));

/** What the lexer and the parser found in one file. */
export function syntaxDiagnostics({ uri, tokens, ast }: ParsedFile): Diagnostic[] {
  return [
    ...tokens.errors.map(({ code, detail, start, end }) => worded(code, detail, { uri, start, end })),
    ...ast.errors.map(({ code, detail, first, last }) => worded(code, detail, { uri, first, last })),
  ];
}

/** That a file in the binary format, by this name, is not read. */
export function encodedDiagnostic(uri: string, file: string, refusal: Refusal): Diagnostic {
  return worded(codeOf[refusal.kind], { file, ...refusalDetail(refusal) }, { uri, start: 0, end: 0 });
}

/** That a file is not UTF-8: its bytes, and where the first bad one is in them and in the text. */
export function encodingDiagnostic(uri: string, bytes: Uint8Array, at: number, start: number): Diagnostic {
  const byte = `0x${bytes[at]!.toString(16).padStart(2, '0')}`;
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const detail = { byte, encoding: isUtf16 ? 'UTF-16' : '' };
  return worded('invalid-utf8', detail, { uri, start, end: start + 1 });
}

/** What is wrong in a manifest. */
export function manifestDiagnostics({ uri, problems }: Manifest): Diagnostic[] {
  return problems.map(({ code, detail, start, end }) => worded(code, detail, { uri, start, end }));
}

/** What is wrong with the meaning of a package, under the features it was resolved with. */
export const packageDiagnostics = once(
  (resolved: ResolvedPackage, features: Features): readonly Diagnostic[] => {
    const context = { package: resolved, features };
    const checked = rules.flatMap((rule) => [...(rule.check?.(context) ?? [])]);
    checked.push(...itemProblems(resolved));
    const files = resolved.source.parts.map(({ file }) => file);
    const own = [...resolved.problems, ...checked].filter((problem) => !followsFromSyntax(problem, files));
    return own.map(wordProblem).map((found) => weighed(found, resolved));
  },
);

/** What is wrong between the files of a package and between packages. */
export const rootDiagnostics = once((sources: Root, resolved: ResolvedRoot): readonly Diagnostic[] => {
  const checked = rules.flatMap((rule) => [...(rule.checkRoot?.({ sources, resolved }) ?? [])]);
  const files = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
  const own = [...resolved.problems, ...checked].filter((problem) => !followsFromSyntax(problem, files));
  return own.map(wordProblem);
});

/** What only a component cannot have is a warning while no world of the package makes a component of it. */
const weighed = (found: Diagnostic, resolved: ResolvedPackage): Diagnostic =>
  isInWorld(resolved, found.at) ? found : withoutComponents(found);

/** As it weighs where no component is made of the WIT. */
export function withoutComponents(found: Diagnostic): Diagnostic {
  const isOfComponents = byCode.get(found.code)?.source === 'component' && found.severity === 'error';
  return isOfComponents ? { ...found, severity: 'warning' } : found;
}

const wordProblem = ({ code, detail, at, related }: Problem): Diagnostic => worded(code, detail, at, related);

function worded(
  code: string,
  detail: Detail,
  at: Diagnostic['at'],
  related: readonly Related[] = [],
): Diagnostic {
  const rule = byCode.get(code);
  const message = rule ? rule.message(detail) : Object.values(detail).join(', ');
  return { code, severity: rule?.severity ?? 'error', message, detail, at, related };
}
