import { collected } from '../base/gathered.ts';
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
import { followsFromSyntax, isInHiddenType } from './cascades.ts';
import { rules } from './catalogue.ts';
import { itemProblems, itemSteps } from './check-items.ts';
import type { Detail, PackageContext, Rule, Severity } from './rule.ts';
import { type VerdictSource, otherTools, severityBy } from './severity.ts';
import { codeOf, refusalDetail } from './facts/unread-files.ts';
import { cachedByTypes } from './facts/type-states.ts';
import { isInWorld, placeInItem } from './facts/worlds-of.ts';

/** A finding. Its place is a token range, or, for lexical errors, UTF-16 offsets. */
export interface Finding {
  readonly code: string;
  /** The details in the message, for quick fixes. */
  readonly detail: Detail;
  readonly at: TokenRange | OffsetRange;
  readonly related: readonly Related[];
  /** Whether it is in an item that a world in the root's own files depends on. */
  readonly inWorld: boolean;
}

/** A finding with its message and severity. */
export interface Diagnostic extends Finding {
  readonly severity: Severity;
  readonly message: string;
}

const ownRules = rules.filter(({ check }) => check !== undefined);
const rootRules = rules.filter(({ checkRoot }) => checkRoot !== undefined);
const typeRules = rules.filter(({ checkTypes }) => checkTypes !== undefined);
/** Codes that some tools refuse only in components. */
const componentCodes = new Set(
  rules
    .filter((rule) => [rule, rule.older, rule.newest].some((one) => typeof one === 'object' && one.source))
    .map(({ code }) => code),
);
const byCode = new Map<string, Rule>(rules.map((rule) => [rule.code, rule]));

/** Findings of the lexer and the parser in one file. */
export function syntaxFindings({ uri, tokens, ast }: ParsedFile): Finding[] {
  return [
    ...tokens.errors.map(({ code, detail, start, end }) => finding(code, detail, { uri, start, end })),
    ...ast.errors.map(({ code, detail, first, last }) => finding(code, detail, { uri, first, last })),
  ];
}

/** The finding for a binary file of this name that is not read. */
export function encodedDiagnostic(uri: string, file: string, refusal: Refusal): Diagnostic {
  return withMessage(
    finding(codeOf[refusal.kind], { file, ...refusalDetail(refusal) }, { uri, start: 0, end: 0 }),
  );
}

/** The finding for a file that is not UTF-8: its bytes, and the offset of the first invalid one in the bytes and in the text. */
export function encodingDiagnostic(uri: string, bytes: Uint8Array, at: number, start: number): Diagnostic {
  const byte = `0x${bytes[at]!.toString(16).padStart(2, '0')}`;
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const detail = { byte, encoding: isUtf16 ? 'UTF-16' : '' };
  return withMessage(finding('invalid-utf8', detail, { uri, start, end: start + 1 }));
}

/** Findings in a manifest. */
export function manifestDiagnostics({ uri, problems }: Manifest): Diagnostic[] {
  return problems.map(({ code, detail, start, end }) =>
    withMessage(finding(code, detail, { uri, start, end })),
  );
}

/** Does the work of `packageFindings` in steps, since that of a file of megabytes takes seconds. */
export function* packageSteps(
  root: ResolvedRoot,
  resolved: ResolvedPackage,
  features: Features,
): Generator<void> {
  const work = ownWork(resolved, features);
  while (!work.findings) {
    advance(work, resolved, features);
    yield;
  }
  typeFindings({ package: resolved, features, root });
}

/** Semantic findings in a package of a root, with the features that it was resolved with. */
export function packageFindings(
  root: ResolvedRoot,
  resolved: ResolvedPackage,
  features: Features,
): readonly Finding[] {
  const own = ownFindings(resolved, features);
  const ofTypes = typeFindings({ package: resolved, features, root });
  const all = ofTypes.length === 0 ? own : [...own, ...ofTypes];
  // Worlds are asked about few findings: a package has many of other kinds, and this is done at each keystroke.
  if (!all.some(isOfComponents)) return all;
  const isPlaced = (one: Finding) =>
    !isOfComponents(one) || isInWorld(root, resolved, placeOf(one, { package: resolved, features }));
  return all.map((one) => (isPlaced(one) ? one : outsideWorlds(one)));
}

const placeOf = once((one: Finding, { package: resolved, features }: PackageContext) =>
  placeInItem(resolved, one.at, features),
);

const outsideWorlds = once((one: Finding): Finding => ({ ...one, inWorld: false }));

/** The missing package that a finding is about, if it is about one. */
export const missingPackage = ({ code, detail }: Finding): string | undefined =>
  code === 'unknown-package' ? detail.package : undefined;

/** The packages that one names and that are not found: the resolver's findings, without any rule's. */
export function missingPackages(resolved: ResolvedPackage): string[] {
  const missing = resolved.problems.filter(({ code }) => code === 'unknown-package');
  return findingsIn(resolved, missing).flatMap((one) => missingPackage(one) ?? []);
}

const isOfComponents = ({ code }: Finding): boolean => componentCodes.has(code);

function ownFindings(resolved: ResolvedPackage, features: Features): readonly Finding[] {
  const work = ownWork(resolved, features);
  while (!work.findings) advance(work, resolved, features);
  return work.findings;
}

/** A check that may be interrupted, and continued by whoever needs its result. */
interface OwnWork {
  steps: Generator<void, readonly Finding[]>;
  findings?: readonly Finding[];
}

const ownWork = once((resolved: ResolvedPackage, features: Features): OwnWork => ({
  steps: ownSteps(resolved, features),
}));

function advance(work: OwnWork, resolved: ResolvedPackage, features: Features): void {
  try {
    const { done, value } = work.steps.next();
    if (done) work.findings = value;
  } catch (error) {
    // The next one gets the same error, and not the end of a generator that has failed.
    work.steps = ownSteps(resolved, features);
    throw error;
  }
}

function* ownSteps(resolved: ResolvedPackage, features: Features): Generator<void, readonly Finding[]> {
  const context = { package: resolved, features };
  const checked: Problem[] = [];
  for (const rule of ownRules) {
    for (const problem of rule.check!(context)) checked.push(problem);
    yield;
  }
  yield* itemSteps(resolved);
  return findingsIn(resolved, [...resolved.problems, ...checked, ...itemProblems(resolved)]);
}

/** Computed again when a type of another package changes its structure, without resolving the package again. */
const typeFindings = cachedByTypes((context) =>
  findingsIn(
    context.package,
    collected(typeRules, (rule) => rule.checkTypes!(context)),
  ),
);

function findingsIn(resolved: ResolvedPackage, problems: readonly Problem[]): readonly Finding[] {
  if (problems.length === 0) return [];
  const files = resolved.source.parts.map(({ file }) => file);
  const own = problems.filter(
    (problem) => !followsFromSyntax(problem, files) && !isInHiddenType(resolved, problem),
  );
  return own.map(found);
}

/** Findings between the files of a package, and between packages. */
export const rootFindings = once((sources: Root, resolved: ResolvedRoot): readonly Finding[] => {
  const checked = collected(rootRules, (rule) => rule.checkRoot!({ sources, resolved }));
  const files = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
  const own = [...resolved.problems, ...checked].filter((problem) => !followsFromSyntax(problem, files));
  return own.map(found);
});

/** The diagnostics for a version of the tools. */
export function diagnosticsBy(
  { tools, components }: VerdictSource,
  findings: readonly Finding[],
): Diagnostic[] {
  const judge = components ? forComponents[tools] : forText[tools];
  return findings.map(judge).filter((one) => one !== undefined);
}

/** Converts findings for a version of the tools, once per finding: those of unchanged packages recur at each keystroke. */
const toDiagnostics = (judge: VerdictSource) =>
  once((one: Finding): Diagnostic | undefined => {
    const rule = byCode.get(one.code);
    if (!rule) return withMessage(one);
    const severity = severityBy(rule, judge, one.inWorld);
    return severity && { ...one, severity, message: rule.message(one.detail) + otherTools(rule, judge) };
  });

const forTools = (components: boolean) => ({
  '0.263': toDiagnostics({ tools: '0.263', components }),
  '0.259': toDiagnostics({ tools: '0.259', components }),
});
const [forComponents, forText] = [forTools(true), forTools(false)];

const found = ({ code, detail, at, related }: Problem): Finding => finding(code, detail, at, related);

const finding = (
  code: string,
  detail: Detail,
  at: Finding['at'],
  related: readonly Related[] = [],
): Finding => ({ code, detail, at, related, inWorld: true });

/** For findings on which all tools agree. */
function withMessage(one: Finding): Diagnostic {
  const rule = byCode.get(one.code);
  const message = rule ? rule.message(one.detail) : Object.values(one.detail).join(', ');
  return { ...one, severity: rule?.severity ?? 'error', message };
}
