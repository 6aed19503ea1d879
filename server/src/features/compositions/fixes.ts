import type { Composition } from '../../analysis/compositions/composition.ts';
import type { OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import { nearest } from '../../base/nearest.ts';
import type { PlanChange } from '../../base/plan-edit.ts';
import { nameOf } from '../../base/uri-paths.ts';
import { changeBetween, editPlan } from '../../compositions/edit/edit-plan.ts';
import { yamlWord } from '../../compositions/edit/yaml-tables.ts';
import { key, string } from '../../compositions/plan-text.ts';
import { collectProblems } from '../../compositions/problems.ts';
import type { Fix } from '../code-actions/fix.ts';
import type { FileDiagnostic } from '../results.ts';
import { missingArgument } from './argument-fixes.ts';
import { type PlanFinding, planFindings } from './diagnostics.ts';

export interface PlanFix extends Fix {
  readonly kind: 'quickfix';
  readonly fixes: FileDiagnostic;
}

/** The most names that are offered for one that leads nowhere. */
const MOST_NAMES = 6;

/** Fixes for the findings in a range of a plan. Each is an edit of the text that leaves everything else as it is. */
export function planFixes(snapshot: Snapshot, uri: string, range: OffsetRange): readonly PlanFix[] {
  const composition = snapshot.composition(uri);
  if (!composition) return [];
  return planFindings(snapshot, uri)
    .filter(({ diagnostic: { start, end } }) => start <= range.end && range.start <= end)
    .flatMap((found) => {
      const fixes = [...otherNames(composition, found), ...changed(composition, found)];
      return fixes.map((fix) => ({ ...fix, kind: 'quickfix' as const, fixes: found.diagnostic }));
    });
}

/** Another name in the place of one that leads nowhere; the nearest is the likeliest. */
function otherNames(composition: Composition, found: PlanFinding): readonly Fix[] {
  const { finding, diagnostic } = found;
  const { source } = composition;
  const { start, end } = diagnostic;
  const written = source.text.slice(start, end);
  const looked = NAMES_BELOW[finding.code]?.(composition, found);
  const names = looked ?? finding.suggestions ?? [];
  const isNear = names.length === 1 || finding.help?.startsWith('Did you mean') === true;
  return names.slice(0, MOST_NAMES).map((name, at) => ({
    title: `Change to ${name}`,
    isPreferred: at === 0 && isNear,
    edits: [{ uri: source.file, start, end, text: formatName(composition, finding.code, written, name) }],
  }));
}

/** Names that only a look at the files around the plan gives. */
const NAMES_BELOW: Readonly<
  Record<string, (composition: Composition, found: PlanFinding) => readonly string[]>
> = {
  'component-unreadable': likelyPaths,
  'wac-package-missing': likelyPackages,
  'not-a-component': (composition, { diagnostic }) => folderOfSource(unquoted(composition, diagnostic)),
};

/** Corrections of syntax, values and package names are inserted verbatim. */
const AS_TEXT = ['plan-syntax', 'plan-value', 'wac-package-missing'];

function formatName({ kind }: Composition, code: string, written: string, name: string): string {
  if (AS_TEXT.includes(code)) return name;
  if (kind === 'wac') return inDocument(written, name);
  if (/^["']/.test(written)) return string(name);
  return kind === 'config' ? yamlWord(name) : key(name);
}

/** A word, an access after its dot, or a string, if the name is no word of the language. */
function inDocument(written: string, name: string): string {
  const isWord = /^[a-zA-Z][\w-]*$/.test(name) && !written.startsWith('"');
  if (/^[.[]/.test(written)) return isWord ? `.${name}` : `["${name}"]`;
  return isWord ? name : `"${name}"`;
}

/** The folder of a source, which is built where the source itself cannot be composed. */
const folderOfSource = (path: string): readonly string[] =>
  /\/[^/]+\.(?:[cm]?[jt]s|rs|go|py|c)$/.test(path) ? [path.slice(0, path.lastIndexOf('/'))] : [];

/** Of those at `deps/NAMESPACE/NAME.wasm` the nearest. */
function likelyPackages(composition: Composition, { diagnostic }: PlanFinding): readonly string[] {
  const packages = composition.componentsBelow().flatMap((path) => {
    const [, namespace, name, version] = PACKAGE_PATH.exec(path) ?? [];
    if (name === undefined) return [];
    return version === undefined ? `${namespace}:${name}` : `${namespace}:${name}@${version}`;
  });
  return [nearest(unquoted(composition, diagnostic), packages) ?? []].flat();
}

const PACKAGE_PATH = /^deps\/([^/]+)\/([^/]+?)(?:\/([^/]+))?\.wasm$/;

/** The new place of the file, else a file named like the instance, else the nearest name. */
function likelyPaths(composition: Composition, { finding, diagnostic }: PlanFinding): readonly string[] {
  const path = unquoted(composition, diagnostic);
  const paths = composition.componentsBelow();
  const moved = paths.filter((one) => nameOf(one) === nameOf(path));
  if (moved.length > 0) return moved;
  const part = composition.parts.find(({ at }) => at === finding.at);
  const called = paths.filter((one) => instanceName(one) === part?.name);
  if (called.length > 0) return called;
  const near = nearest(instanceName(path), paths.map(instanceName));
  return paths.filter((one) => instanceName(one) === near);
}

const unquoted = ({ source }: Composition, { start, end }: OffsetRange): string =>
  source.text.slice(start, end).replace(/^["']|["']$/g, '');

function changed(composition: Composition, found: PlanFinding): readonly Fix[] {
  const changes = [
    ...(found.finding.changes ?? []),
    ...additions(composition, found),
    ...missingArgument(composition, found),
  ];
  return changes.flatMap((change, at) => {
    const edit = editOf(composition, change);
    return edit
      ? [{ title: change.title, isPreferred: at === 0 && changes.length === 1, edits: [edit] }]
      : [];
  });
}

/** Undefined where the kind of plan cannot say it. */
function editOf(
  { source }: Composition,
  { edit }: Pick<PlanChange, 'edit'>,
): Fix['edits'][number] | undefined {
  const after = collectProblems().attempt(() => editPlan(source, edit));
  const change = typeof after === 'string' ? changeBetween(source.text, after) : undefined;
  return change && { uri: source.file, ...change };
}

/** Components near a plan that could be the instance that it names, or of an empty plan the first. */
function additions(
  composition: Composition,
  { finding: { code }, diagnostic }: PlanFinding,
): readonly PlanChange[] {
  if (composition.kind === 'wac' || !/^(unknown-instance|plan-empty|plan-root)$/.test(code)) return [];
  const paths = composition.componentsBelow();
  const name = unquoted(composition, diagnostic);
  if (code === 'plan-root')
    return paths.slice(0, MOST_NAMES).map((path) => ({
      title: `Make ${path} the root`,
      edit: { kind: 'add', instance: 'root', path },
    }));
  const wanted = code === 'plan-empty' ? paths : paths.filter((path) => instanceName(path) === name);
  return wanted.slice(0, MOST_NAMES).map((path) => ({
    title: `Add ${path}`,
    edit: { kind: 'add', instance: instanceName(path), path },
  }));
}

const instanceName = (path: string): string => nameOf(path).replace(/\.wasm$/, '');
