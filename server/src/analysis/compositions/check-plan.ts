import type { Finding } from '../../base/problem.ts';
import { folderOf, nameOf } from '../../base/uri-paths.ts';
import { drawGraph } from '../../compositions/graph.ts';
import { type PlanSource, planSource, unreadablePlan } from '../../compositions/plan-source.ts';
import { collectProblems, inOrder } from '../../compositions/problems.ts';
import { nearbyWorlds } from '../../packages/nearby-worlds.ts';
import { findTarget } from '../../packages/world-package.ts';
import type { Composition as Reading } from '../../compositions/read/read-composition.ts';
import { isYaml, readPlan } from '../../compositions/read/read-plan.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { componentsBelow, pathsFrom } from './components-below.ts';
import type { Composition } from './composition.ts';
import type { CheckedPlan, CheckContext } from './compositions.ts';
import { referenceAt } from '../../compositions/registry.ts';
import { freshnessOf } from './freshness.ts';
import { displayPath, gathered, partOf } from './parts.ts';

/**
 * A composition.toml or a configuration of `wasm-tools compose`: problems of its text and names at once, those of types
 * later.
 */
export function checkPlan(uri: string, text: string, checking: CheckContext): CheckedPlan {
  const isFile = (path: string) =>
    checking.files.readDirectory(folderOf(path)).some(({ name }) => name === nameOf(path));
  const source = planSource(uri, text, (path) => resolvePath(folderOf(uri), path), isFile);
  const problems = collectProblems();
  const reading = problems.attempt(() => readPlan(source, problems));
  const { files, components, composer, known: packages, last } = checking;
  const placesFor = (named: ReadonlyMap<string, string>) => ({
    folder: folderOf(uri),
    packages: named,
    files,
    known: packages,
  });
  const base = {
    kind: isYaml(uri) ? 'config' : 'composition',
    source,
    packages: [],
    freshnessOf: freshness(checking.disk),
    worlds: () => nearbyWorlds(placesFor(reading ? sourcesOf(reading) : new Map())),
    componentsBelow: () => componentsBelow(files, folderOf(uri)),
    pathsFrom: (path: string) => pathsFrom(files, folderOf(uri), path),
  } as const;
  if (!reading) {
    const reading = withoutLine(source, problems.found[0]?.at?.start.line) ?? last?.composition.reading;
    const parts = (reading?.plan.instances ?? []).map((one) => partOf(one, files, components));
    return { text, composition: { ...base, reading, parts, findings: inOrder(problems.found) } };
  }
  const { plan, document, targets } = reading;
  if (document && files.readText(document.file) === undefined)
    problems.report(unreadablePlan(displayPath(document.file), 'there is no such file', document.at));
  const target = targets && problems.attempt(() => findTarget(targets, placesFor(sourcesOf(reading))));
  const parts = plan.instances.map((instance) => partOf(instance, files, components));
  const { placed, components: loaded, isPartial } = gathered(plan.instances, parts, checking, problems);
  const earlier = [...problems.found];
  const known = parts.flatMap(({ name, description }) => {
    const instance = placed.find((one) => one.name === name);
    return instance && description ? [{ ...instance, description }] : [];
  });
  drawGraph(plan, known, problems);
  const shown = [...problems.found, ...carriedOver(last?.composition)];
  const composition: Composition = { ...base, reading, parts, findings: inOrder(shown) };
  if (isPartial || !composer || plan.instances.length === 0)
    return { text, composition: { ...composition, findings: inOrder(problems.found) } };
  const check = composer.check(plan, loaded, placed, earlier, target);
  const later = check.then((found) => ({ ...composition, findings: inOrder(found) }));
  return { text, composition, later };
}

/** The file of a plan's part has no known sources, except in the record of a build. */
const freshness =
  (disk: CheckContext['disk']): Composition['freshnessOf'] =>
  ({ component, source }) =>
    component === undefined && referenceAt(source) !== undefined ? undefined : freshnessOf(disk, component);

const sourcesOf = ({ packages }: Reading): ReadonlyMap<string, string> =>
  new Map([...packages].map(([name, { source }]) => [name, source]));

/** While a line is being written, the other lines still help to write it. */
function withoutLine(source: PlanSource, line: number | undefined): Reading | undefined {
  const lines = source.text.split('\n').map((text, at) => (at === line ? '' : text));
  const problems = collectProblems();
  return problems.attempt(() => readPlan({ ...source, text: lines.join('\n') }, problems));
}

/** Problems that only the toolkit finds stay until it has checked the new text, so that they do not flicker. */
function carriedOver(last: Composition | undefined): readonly Finding[] {
  return last?.findings.filter(({ code }) => !STATIC_PROBLEMS.test(code)) ?? [];
}

const STATIC_PROBLEMS = /^(plan-|unknown-|component-unreadable|not-a-component|core-module-unsupported)/;
