import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Builder from 'componentize-qjs';
import { filesBelow, writeWhole } from '../files.ts';
import { HostError } from '../problem.ts';
import type { BuildResult } from '../protocol.ts';
import { bundle, type Bundle } from './bundle.ts';
import type { BuildContext } from './build.ts';
import { dropExport, renameNamespace } from './component-binary.ts';
import { writeGuestTypes } from './guest-types.ts';
import { readManifest, type ComponentManifest } from './manifest.ts';
import { isFresh, stamp } from './stamp.ts';
import { readWorld, type World } from './world.ts';

/** Types, one module, one component: a folder with a package.json becomes `dist/NAME.wasm`. */
export async function buildTypeScript(folder: string, context: BuildContext): Promise<BuildResult> {
  const manifest = await readManifest(folder);
  const fresh = await isFresh(manifest.out);
  if (fresh)
    return { component: manifest.out, language: 'TypeScript', world: fresh, findings: [], rebuilt: false };
  context.progress(`Building ${manifest.name}`);
  const world = await readWorld(manifest);
  await writeGuestTypes(manifest.types, world.declarations);
  const bundled = await bundle(manifest, world, 'quickjs');
  context.signal.throwIfAborted();
  await writeWhole(manifest.out, await componentize(manifest, world, bundled));
  const own = [join(folder, 'package.json'), ...(await filesBelow(manifest.wit))];
  await stamp(manifest.out, world.name, [...own, ...bundled.inputs]);
  const { findings } = bundled;
  return { component: manifest.out, language: 'TypeScript', world: world.name, findings, rebuilt: true };
}

/**
 * componentize-qjs refuses a world with wasi:http, because its own runtime imports wasi:io too ("mismatched
 * resource types"). Built against the same WIT under another namespace of the same length, with the
 * runtime's own WASI stubbed, it agrees; the finished component gets the real names back.
 */
const BUILD_NAMESPACE = 'wasj';

async function componentize(
  manifest: ComponentManifest,
  world: World,
  { code }: Bundle,
): Promise<Uint8Array> {
  const { componentize: build } = await loadBuilder();
  const wit = await renamedWit(manifest.wit);
  try {
    const { component } = await build({
      witPath: wit,
      jsSource: renameImports(code, world),
      world: world.name,
      sync: true,
      optSize: true,
      stubWasi: true,
    });
    // Its `init` serves the snapshot only.
    return dropExport(renameNamespace(component, BUILD_NAMESPACE, 'wasi'), 'init');
  } catch (error) {
    throw new HostError({
      code: 'guest-start',
      message: `${manifest.name} could not be made a component: it fails while its module is loaded`,
      causes: [(error as Error).message],
      help: 'Top-level code runs once, at build time, and may not call an import.',
    });
  } finally {
    await rm(wit, { recursive: true, force: true });
  }
}

/** A native binding, one package a platform; the neutral extension comes without it. */
async function loadBuilder(): Promise<typeof Builder> {
  try {
    return await import('componentize-qjs');
  } catch (error) {
    throw new HostError({
      code: 'builder-missing',
      message: 'building a TypeScript component needs the package componentize-qjs, which is not here',
      causes: [(error as Error).message.split('\n')[0] ?? ''],
      help: 'Install the WIT Studio extension for your platform, or run `npm install componentize-qjs` in the component folder.',
    });
  }
}

async function renamedWit(wit: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'wit-studio-'));
  await cp(wit, copy, { recursive: true });
  for (const path of await filesBelow(copy)) {
    if (path.endsWith('.wit')) {
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/\bwasi:/g, `${BUILD_NAMESPACE}:`));
    }
  }
  return copy;
}

/** The bundler writes every import that stayed as a whole specifier in double quotes. */
function renameImports(code: string, world: World): string {
  return world.imports
    .filter((name) => name.startsWith('wasi:'))
    .reduce(
      (text, name) => text.replaceAll(`from "${name}"`, `from "${name.replace('wasi', BUILD_NAMESPACE)}"`),
      code,
    );
}
