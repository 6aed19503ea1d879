import type { Finding } from '../../base/problem.ts';
import { folderOf, nameOf, displayPath } from '../../base/uri-paths.ts';
import type { PlacedInstance } from '../../compositions/graph/graph.ts';
import { drawGraph } from '../../compositions/graph/draw-graph.ts';
import { type PlanSource, planSource, unreadablePlan } from '../../compositions/plan-source.ts';
import { collectProblems, inOrder, type Problems } from '../../compositions/problems.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { nearbyItems } from '../../packages/nearby-items.ts';
import { findTarget } from '../../packages/world-package.ts';
import type { Composition as Reading } from '../../compositions/read/read-composition.ts';
import { isYaml, readPlan } from '../../compositions/read/read-plan.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { componentsBelow, pathsFrom } from './components-below.ts';
import type { Composition, Part } from './composition.ts';
import type { CheckedPlan, CheckContext } from './checked-plan.ts';
import { referenceAt } from '../../compositions/registry.ts';
import { freshnessOf } from './freshness.ts';
import { gathered, partOf } from './parts.ts';

/**
 * A composition.toml or a configuration of `wasm-tools compose`: problems of its text and names at once, those of types
 * later.
 */
export function checkPlan(uri: string, text: string, checking: CheckContext): CheckedPlan {
  const source = sourceOf(uri, text, checking.files);
  const problems = collectProblems();
  const reading = problems.attempt(() => readPlan(source, problems));
  const base = baseOf(uri, source, reading, checking);
  if (!reading) return { text, composition: unread(base, problems, checking) };
  return checkReading({ text, base, reading, problems, places: placesFor(uri, reading, checking) }, checking);
}

function sourceOf(uri: string, text: string, files: FileSystem): PlanSource {
  const isFile = (path: string) =>
    files.readDirectory(folderOf(path)).some(({ name }) => name === nameOf(path));
  return planSource(uri, text, (path) => resolvePath(folderOf(uri), path), isFile);
}

/** Where worlds are searched for. */
const placesFor = (uri: string, reading: Reading | undefined, { files, known }: CheckContext) => ({
  folder: folderOf(uri),
  packages: reading ? sourcesOf(reading) : new Map<string, string>(),
  files,
  known,
});

type Base = Omit<Composition, 'reading' | 'parts' | 'findings'>;

function baseOf(uri: string, source: PlanSource, reading: Reading | undefined, checking: CheckContext): Base {
  const { files, disk } = checking;
  return {
    kind: isYaml(uri) ? 'config' : 'composition',
    source,
    packages: [],
    freshnessOf: freshness(disk),
    worlds: () => nearbyItems('world', placesFor(uri, reading, checking)),
    interfaces: () => nearbyItems('interface', placesFor(uri, reading, checking)),
    componentsBelow: () => componentsBelow(files, folderOf(uri)),
    pathsFrom: (path) => pathsFrom(files, folderOf(uri), path),
  };
}

/** A plan whose text cannot be read: what is known of it is that of the other lines, or of the text before. */
function unread(base: Base, { found }: Problems, { files, components, last }: CheckContext): Composition {
  const reading = withoutLine(base.source, found[0]?.at?.start.line) ?? last?.composition.reading;
  const parts = (reading?.plan.instances ?? []).map((one) => partOf(one, files, components));
  return { ...base, reading, parts, findings: inOrder(found) };
}

interface ReadPlan {
  readonly text: string;
  readonly base: Base;
  readonly reading: Reading;
  readonly problems: Problems;
  readonly places: ReturnType<typeof placesFor>;
}

function checkReading(
  { text, base, reading, problems, places }: ReadPlan,
  checking: CheckContext,
): CheckedPlan {
  const { files, components, composer, last } = checking;
  const { plan, document, targets } = reading;
  if (document && files.readText(document.file) === undefined)
    problems.report(unreadablePlan(displayPath(document.file), 'there is no such file', document.at));
  const target = targets && problems.attempt(() => findTarget(targets, places));
  const parts = plan.instances.map((instance) => partOf(instance, files, components));
  const { placed, components: read, isPartial } = gathered(plan.instances, parts, checking, problems);
  const earlier = [...problems.found];
  drawGraph(plan, describedOf(parts, placed), problems);
  const composition = { ...base, reading, parts };
  if (isPartial || !composer || plan.instances.length === 0)
    return { text, composition: { ...composition, findings: inOrder(problems.found) } };
  const shown = [...problems.found, ...carriedOver(last?.composition)];
  const later = composer
    .check({ plan, components: read, placed, earlier, target })
    .then((found) => ({ ...composition, findings: inOrder(found) }));
  return { text, composition: { ...composition, findings: inOrder(shown) }, later };
}

/** The instances whose components are described. */
const describedOf = (parts: readonly Part[], placed: readonly PlacedInstance[]) =>
  parts.flatMap(({ name, description }) => {
    const instance = placed.find((one) => one.name === name);
    return instance && description ? [{ ...instance, description }] : [];
  });

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
