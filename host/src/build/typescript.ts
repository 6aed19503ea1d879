import { join } from 'node:path';
import { filesBelow, writeWhole } from '../files.ts';
import { HostError } from '../problem.ts';
import type { BuildResult } from '../protocol.ts';
import { withBuilder, type Needs } from '../toolkit/javascript.ts';
import { addBuiltFolder } from './built-folders.ts';
import { bundle } from './bundle.ts';
import type { BuildContext } from './build.ts';
import { areTypesFresh, writeGuestTypes } from './guest-types.ts';
import { readManifest, type ComponentManifest } from './manifest.ts';
import { seededRandom } from './random.ts';
import { isFresh, stamp } from './stamp.ts';
import { readWorld, refusal, type World } from './world.ts';

/** Types, one module, one component: a folder with a package.json becomes `dist/NAME.wasm`. */
export async function buildTypeScript(folder: string, context: BuildContext): Promise<BuildResult> {
  const manifest = await readManifest(folder);
  addBuiltFolder(folder);
  const fresh = await isFresh(manifest.out);
  if (fresh && (await areTypesFresh(manifest.types)))
    return { component: manifest.out, language: 'TypeScript', world: fresh, findings: [], rebuilt: false };
  context.progress(`Building ${manifest.name}`);
  const world = await readWorld(manifest);
  await writeGuestTypes(manifest.types, world.declarations);
  const { code, inputs, findings } = await bundle(manifest, world, 'quickjs');
  context.signal.throwIfAborted();
  await writeWhole(manifest.out, await link(manifest, world, code));
  const own = [join(folder, 'package.json'), ...(await filesBelow(manifest.wit))];
  await stamp(manifest.out, world.name, [...own, ...inputs]);
  return { component: manifest.out, language: 'TypeScript', world: world.name, findings, rebuilt: true };
}

async function link(manifest: ComponentManifest, world: World, code: string): Promise<Uint8Array> {
  try {
    const needs = needsOf(code);
    return await withBuilder(({ link: linkAll, surroundings }) => {
      const [seed] = needs.random ? surroundings(world.wit, { random: true }) : [];
      const script = seed === undefined ? code : seededRandom(seed) + code;
      return linkAll(world.wit, script, needs).component;
    });
  } catch (error) {
    throw linkProblem(refusal(error, manifest), manifest);
  }
}

/** What a script takes for granted: it imports no clock that it does not look at. */
const needsOf = (code: string): Needs => ({
  streams: true,
  clocks: /\b(?:Date|performance)\b/.test(code),
  random: /\brandom\b/.test(code),
});

function linkProblem(error: unknown, { name }: ComponentManifest): unknown {
  if (error instanceof HostError) return error;
  return new HostError({
    code: 'component-not-linked',
    message: `${name} could not be linked`,
    causes: [(error as Error).message],
    help: 'This is a mistake of WIT Studio. Please report it with the WIT of the component.',
  });
}
