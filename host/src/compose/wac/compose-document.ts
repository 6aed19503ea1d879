import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Composed } from '../../../../server/src/compositions/graph/connect.ts';
import {
  explainDocument,
  isWitReference,
  locateBytes,
  missingPackage,
  packageFolder,
  reportMistakes,
  versionedName,
} from '../../../../server/src/compositions/document/document.ts';
import type { PlanSource } from '../../../../server/src/compositions/plan-source.ts';
import type { Problems } from '../../../../server/src/compositions/problems.ts';
import type { PackageSource } from '../../../../server/src/compositions/read/read-composition.ts';
import type { WitSources } from '../../../../server/src/compositions/target.ts';
import type { PackageName } from '../../../../server/src/compositions/toolkit.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import { gather, type ComposeContext } from '../components.ts';
import { witOfPackage } from '../target.ts';
import { encodeWit, isWit, loadPackage } from './wit-packages.ts';

/**
 * Composes a WAC document.
 * @param packages the components that the plan beside it gives, by `ns:name` or `ns:name@version`
 * @throws HostError `wac-invalid`, `wac-package-missing`, `target-misfit`, and what gathering components throws
 */
export async function composeDocument(
  source: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const { signal } = context;
  const { result: named = [], mistakes } = await inToolThread('packagesOf', [source.text], signal);
  const parts = [];
  for (const name of named) {
    const found = await problems.attemptAsync(() => packageSource(name, source, packages));
    if (found) parts.push({ name, ...found });
  }
  const wits = new Map(parts.flatMap(({ source: from, wit }) => (wit ? [[from, wit] as const] : [])));
  const load: typeof loadPackage = async (from, ...rest) => {
    const wit = wits.get(from);
    return wit
      ? { component: from, bytes: await encodeWit(from, wit, signal, rest[1]) }
      : loadPackage(from, ...rest);
  };
  const { placed, bytes } = await gather(parts, context, problems, load);
  const given = placed.map(({ name, component, wit }) => ({
    name: name.name,
    ...(name.version !== undefined && { version: name.version }),
    component: bytes.get(component)!,
    isElsewhere: wit !== undefined,
  }));
  const composed = await inToolThread('composePackages', [source.text, given], signal);
  reportMistakes(source, mistakes, 'err' in composed ? composed.err : [], problems);
  problems.refuse();
  if ('err' in composed) throw new Error('a document that cannot be composed has a mistake');
  const paths = new Map(placed.map(({ name, component }) => [versionedName(name), component]));
  return { bytes: composed.ok.component, ...explainDocument(composed.ok, paths) };
}

/** The source of a package; `wit` is that of one that is no single path. */
type Found = PackageSource & { readonly wit?: WitSources };

/**
 * As the plan says, else where the `wac` command would look, else, for the types of an interface or world, where
 * worlds of plans are found.
 * @throws HostError `wac-package-missing`
 */
async function packageSource(
  name: PackageName,
  document: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
): Promise<Found> {
  const planned = packages.get(versionedName(name)) ?? packages.get(name.name);
  if (planned) return planned;
  const beside = dirname(document.file);
  const folder = join(beside, ...packageFolder(name));
  const at = locateBytes(document, name.span);
  if (await isWit(folder)) return { source: folder, at };
  if (existsSync(`${folder}.wasm`)) return { source: `${folder}.wasm`, at };
  const wit = isWitReference(name, document) ? witOfPackage(name, beside) : undefined;
  if (wit) return { source: versionedName(name), wit, at };
  throw missingPackage(name, folder, document);
}
