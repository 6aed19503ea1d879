import { folderOf, displayPath } from '../../base/uri-paths.ts';
import type { Composer, GivenPackage } from '../../compositions/composer.ts';
import {
  isWitReference,
  locateBytes,
  missingPackage,
  packageFolder,
  reportMistakes,
  versionedName,
} from '../../compositions/document/document.ts';
import { type PlanSource, planSource } from '../../compositions/plan-source.ts';
import { collectProblems, inOrder, type Problems } from '../../compositions/problems.ts';
import { type PackageSource, readComposition } from '../../compositions/read/read-composition.ts';
import { invalidWit, type WitSources } from '../../compositions/target.ts';
import type { PackageName } from '../../compositions/toolkit.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { nearbyItems } from '../../packages/nearby-items.ts';
import { findPackage, type WorldPlaces } from '../../packages/world-package.ts';
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
    worlds: () => nearbyItems('world', placesOf(source, checking)),
    interfaces: () => nearbyItems('interface', placesOf(source, checking)),
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
  const { result: packages = [], mistakes } = await composer.packages(source.text);
  const outlined = await composer.outline(source.text);
  const parts = partsOf(packages, source, checking, problems);
  const given = await givenPackages(packages, parts, composer, checking, problems);
  reportMistakes(source, mistakes, await composer.checkDocument(source.text, given), problems);
  // An unreadable document keeps the packages of its last valid text, for completion while typing.
  if (mistakes.length > 0) return { ...composition, findings: inOrder(problems.found) };
  const outline = 'ok' in outlined ? outlined.ok : undefined;
  return { ...composition, packages, parts, outline, findings: inOrder(problems.found) };
}

/** A package of a document; `wit` is that of one which is no component. */
type Package = Part & { readonly wit?: WitSources; readonly isElsewhere?: boolean };

function partsOf(
  packages: readonly PackageName[],
  source: PlanSource,
  checking: CheckContext,
  problems: Problems,
): readonly Package[] {
  const { files, components } = checking;
  const planned = packagesBeside(source, files);
  const places = placesOf(source, checking);
  return packages.map((name): Package => {
    const at = locateBytes(source, name.span);
    const folder = resolvePath(folderOf(source.file), packageFolder(name).join('/'));
    const found = planned.get(versionedName(name)) ?? planned.get(name.name);
    const whole = versionedName(name);
    const part = partOf({ name: whole, source: found?.source ?? `${folder}.wasm`, at }, files, components);
    const asWit = (from: string): Package => {
      const wit = findPackage(name.name, name.version, places);
      return { ...part, source: from, component: undefined, description: undefined, ...(wit && { wit }) };
    };
    const isWit = (uri: string) =>
      uri.endsWith('.wit') || files.readDirectory(uri).some((one) => one.name.endsWith('.wit'));
    if (found) return part.component === found.source && isWit(found.source) ? asWit(found.source) : part;
    if (isWit(folder)) return asWit(folder);
    if (components.of(part.source).bytes !== undefined) return part;
    const elsewhere = isWitReference(name, source) ? asWit(folder) : undefined;
    if (elsewhere?.wit) return { ...elsewhere, isElsewhere: true };
    problems.report(missingPackage(name, displayPath(folder), source));
    return { ...part, component: undefined };
  });
}

function placesOf(source: PlanSource, { files, known }: CheckContext): WorldPlaces {
  const planned = [...packagesBeside(source, files)].map(([name, one]) => [name, one.source] as const);
  return { folder: folderOf(source.file), packages: new Map(planned), files, known };
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

/** The packages whose bytes are available: not those of folders that are not built. */
async function givenPackages(
  packages: readonly PackageName[],
  parts: readonly Package[],
  composer: Composer,
  { components, files }: CheckContext,
  problems: Problems,
): Promise<readonly GivenPackage[]> {
  const given: GivenPackage[] = [];
  for (const [index, { name, version }] of packages.entries()) {
    const { component: uri, at, wit, isElsewhere = false } = parts[index]!;
    const encoded = wit && (await composer.encode(wit));
    if (encoded && 'err' in encoded)
      problems.report(invalidWit({ name: parts[index]!.name, ...(at && { at }) }, encoded.err));
    const component =
      uri === undefined
        ? encoded && 'ok' in encoded && encoded.ok
        : problems.attempt(() => readable(components.of(uri), uri, files, at, true));
    if (component) given.push({ name, ...(version !== undefined && { version }), component, isElsewhere });
  }
  return given;
}
