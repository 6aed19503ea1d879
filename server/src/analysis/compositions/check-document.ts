import { folderOf, displayPath } from '../../base/uri-paths.ts';
import type { Composer, GivenPackage } from '../../compositions/composer.ts';
import {
  successOf,
  locateBytes,
  missingPackage,
  packageFolder,
  versionedName,
} from '../../compositions/document.ts';
import { type PlanSource, planSource } from '../../compositions/plan-source.ts';
import { collectProblems, inOrder, type Problems } from '../../compositions/problems.ts';
import { type PackageSource, readComposition } from '../../compositions/read/read-composition.ts';
import type { PackageName } from '../../compositions/toolkit.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { KnownPackages } from '../../packages/known-packages.ts';
import { nearbyWorlds } from '../../packages/nearby-worlds.ts';
import type { WorldPlaces } from '../../packages/world-package.ts';
import { packagesBelow } from './components-below.ts';
import type { Composition, Part } from './composition.ts';
import type { CheckedPlan, CheckContext } from './checked-plan.ts';
import { freshnessOf } from './freshness.ts';
import { partOf, readable } from './parts.ts';

/** Checks a WAC document. Only the toolkit reads it, in its own thread, so all findings follow later. */
export function checkDocument(uri: string, text: string, checking: CheckContext): CheckedPlan {
  const source = planSource(uri, text, (path) => resolvePath(folderOf(uri), path));
  const { packages = [], findings = [], outline } = checking.last?.composition ?? {};
  const parts = partsOf(packages, source, checking, collectProblems());
  const composition: Composition = {
    kind: 'wac',
    source,
    reading: undefined,
    parts,
    packages,
    outline,
    findings,
    freshnessOf: ({ component }) => freshnessOf(checking.disk, component),
    worlds: () => nearbyWorlds(placesOf(source, checking)),
    componentsBelow: () => packagesBelow(checking.files, folderOf(uri)),
    pathsFrom: () => [],
  };
  const { composer } = checking;
  if (!composer) return { text, composition: { ...composition, findings: [] } };
  return { text, composition, later: wholeDocument(composition, composer, checking) };
}

async function wholeDocument(
  composition: Composition,
  composer: Composer,
  checking: CheckContext,
): Promise<Composition> {
  const { source } = composition;
  const problems = collectProblems();
  const read = await composer.packages(source.text);
  const packages = problems.attempt(() => successOf(source, read));
  const outlined = await composer.outline(source.text);
  // An unreadable document keeps the packages of its last valid text, for completion while typing.
  if (!packages) return { ...composition, findings: inOrder(problems.found) };
  const parts = partsOf(packages, source, checking, problems);
  const given = givenPackages(packages, parts, checking, problems);
  const isWhole = given.length === packages.length;
  if (isWhole && problems.found.length === 0) {
    const mistakes = await composer.checkDocument(source.text, given);
    if (mistakes.length > 0) problems.attempt(() => successOf(source, { err: mistakes }));
  }
  const outline = 'ok' in outlined ? outlined.ok : undefined;
  return { ...composition, packages, parts, outline, findings: inOrder(problems.found) };
}

function partsOf(
  packages: readonly PackageName[],
  source: PlanSource,
  { files, components }: CheckContext,
  problems: Problems,
): readonly Part[] {
  const planned = packagesBeside(source, files);
  return packages.map((name) => {
    const at = locateBytes(source, name.span);
    const folder = resolvePath(folderOf(source.file), packageFolder(name).join('/'));
    const found = planned.get(versionedName(name)) ?? planned.get(name.name);
    const whole = versionedName(name);
    if (found) return partOf({ name: whole, source: found.source, at }, files, components);
    const isWit = files.readDirectory(folder).some((one) => one.name.endsWith('.wit'));
    if (isWit) return { name: whole, source: folder, component: undefined, description: undefined, at };
    const part = partOf({ name: whole, source: `${folder}.wasm`, at }, files, components);
    if (components.of(part.source).bytes !== undefined) return part;
    problems.report(missingPackage(name, displayPath(folder), at));
    return { ...part, component: undefined };
  });
}

/** A document may only target worlds of packages in `deps`: wac does not know the packages of WASI without them. */
function placesOf(source: PlanSource, { files }: CheckContext): WorldPlaces {
  const planned = [...packagesBeside(source, files)].map(([name, one]) => [name, one.source] as const);
  return {
    folder: folderOf(source.file),
    packages: new Map(planned),
    files,
    known: new KnownPackages(() => ({})),
  };
}

/** The `[packages]` of the composition.toml beside a document. Errors in that file are reported there. */
function packagesBeside(
  source: PlanSource,
  files: CheckContext['files'],
): ReadonlyMap<string, PackageSource> {
  const uri = `${folderOf(source.file)}/composition.toml`;
  const text = files.readText(uri);
  if (text === undefined) return new Map();
  const problems = collectProblems();
  const beside = planSource(uri, text, source.resolve);
  return problems.attempt(() => readComposition(beside, problems).packages) ?? new Map();
}

/** The packages whose bytes are available. WIT folders and folders that are not built are checked by the command. */
function givenPackages(
  packages: readonly PackageName[],
  parts: readonly Part[],
  { components, files }: CheckContext,
  problems: Problems,
): readonly GivenPackage[] {
  return packages.flatMap(({ name, version }, index) => {
    const { component: uri, at } = parts[index]!;
    if (uri === undefined) return [];
    const state = components.of(uri);
    const component = problems.attempt(() => readable(state, uri, files, at, true));
    return component ? [{ name, ...(version !== undefined && { version }), component }] : [];
  });
}
