import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Composed } from '../../../../server/src/compositions/connect.ts';
import {
  successOf,
  explainDocument,
  locateBytes,
  missingPackage,
  packageFolder,
  versionedName,
} from '../../../../server/src/compositions/document.ts';
import type { PlanSource } from '../../../../server/src/compositions/plan-source.ts';
import type { Problems } from '../../../../server/src/compositions/problems.ts';
import type { PackageSource } from '../../../../server/src/compositions/read/read-composition.ts';
import type { PackageName } from '../../../../server/src/compositions/toolkit.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import { gather, type ComposeContext } from '../components.ts';
import { isWit, loadPackage } from './wit-packages.ts';

/**
 * Composes a WAC document.
 * @param packages the components that the plan beside it gives, by `ns:name` or `ns:name@version`
 * @throws HostError `wac-invalid`, `wac-package-missing`, and what gathering components throws
 */
export async function composeDocument(
  source: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const { signal } = context;
  const named = successOf(source, await inToolThread('packagesOf', [source.text], signal));
  const parts = [];
  for (const name of named) {
    const found = await problems.attemptAsync(() => packageSource(name, source, packages));
    if (found) parts.push({ name, ...found });
  }
  const { placed, bytes } = await gather(parts, context, problems, loadPackage);
  problems.refuse();
  const given = placed.map(({ name, component }) => ({
    name: name.name,
    ...(name.version !== undefined && { version: name.version }),
    component: bytes.get(component)!,
  }));
  const composed = successOf(source, await inToolThread('composePackages', [source.text, given], signal));
  const paths = new Map(placed.map(({ name, component }) => [versionedName(name), component]));
  return { bytes: composed.component, ...explainDocument(composed, paths) };
}

/**
 * As the plan says, else where the `wac` command would look.
 * @throws HostError `wac-package-missing`
 */
async function packageSource(
  name: PackageName,
  document: PlanSource,
  packages: ReadonlyMap<string, PackageSource>,
): Promise<PackageSource> {
  const planned = packages.get(versionedName(name)) ?? packages.get(name.name);
  if (planned) return planned;
  const folder = join(dirname(document.file), ...packageFolder(name));
  const at = locateBytes(document, name.span);
  if (await isWit(folder)) return { source: folder, at };
  if (existsSync(`${folder}.wasm`)) return { source: `${folder}.wasm`, at };
  throw missingPackage(name, folder, at);
}
