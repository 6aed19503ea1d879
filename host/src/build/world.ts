import { sha256 } from '../files.ts';
import { HostError } from '../problem.ts';
import { loadBindgen } from '../engine/jco.ts';
import { withBuilder, type Refusal, type Shape, type Wit } from '../toolkit/javascript.ts';
import type { ComponentManifest } from './manifest.ts';
import { readWitFiles } from './wit-files.ts';

/** What a guest module must know of its world. */
export interface World extends Omit<Shape, 'world'> {
  readonly name: string;
  readonly wit: Wit;
  /** Where its console writes: `wasi:cli/stdout@0.2.0` and `wasi:cli/stderr@0.2.0`. */
  readonly streams: readonly string[];
  /** Relative path to text of the declarations as jco writes them. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** Worlds by the text of their WIT, the most recently used last: sources change far more often. */
const worlds = new Map<string, World>();
const MOST_WORLDS = 8;

/** @throws HostError `wit-invalid`, `world-unknown` or `wit-unsupported` */
export async function readWorld(manifest: ComponentManifest): Promise<World> {
  const wit = await readWitFiles(manifest.wit, manifest.world);
  const key = keyOf(wit);
  const world = worlds.get(key) ?? (await describeWorld(manifest, wit));
  worlds.delete(key);
  worlds.set(key, world);
  for (const [oldest] of worlds) if (worlds.size > MOST_WORLDS) worlds.delete(oldest);
  return world;
}

/** Two folders may hold the same WIT: messages name the paths, which are part of the key for that reason. */
function keyOf({ main, dependencies, world }: Wit): string {
  const parts = [main, ...dependencies].flatMap((source): (string | Uint8Array)[] =>
    source.tag === 'text' ? source.val.flatMap(({ path, text }) => [path, text]) : [source.val],
  );
  return sha256(world ?? '', ...parts);
}

async function describeWorld(manifest: ComponentManifest, wit: Wit): Promise<World> {
  try {
    return await withBuilder(({ describe, surroundings }) => {
      const { world: name, ...shape } = describe(wit);
      return { name, ...shape, wit, streams: surroundings(wit, { streams: true }) };
    }).then(async (world) => ({ ...world, declarations: await declarationsOf(manifest, world.name) }));
  } catch (error) {
    throw refusal(error, manifest);
  }
}

async function declarationsOf({ wit }: ComponentManifest, world: string): Promise<Map<string, string>> {
  const { generateTypes } = await loadBindgen();
  const options = { guest: true, features: { tag: 'list' as const, val: [] }, world };
  const files = generateTypes(world, { ...options, wit: { tag: 'path', val: wit } });
  return new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

/** The problem that a refusal of the builder is; what else was thrown, as it is. */
export function refusal(error: unknown, manifest: ComponentManifest): unknown {
  const refused = (error as { payload?: Refusal | string }).payload;
  if (refused === undefined) return error;
  if (typeof refused === 'string') return invalid(manifest, refused);
  switch (refused.tag) {
    case 'invalid':
      return invalid(manifest, refused.val);
    case 'no-world':
      return worldUnknown(manifest, refused.val);
    case 'unsupported':
      return new HostError({
        code: 'wit-unsupported',
        message: `the world of ${manifest.name} uses ${refused.val.join(', ')}, which JavaScript components do not have yet`,
        help: refused.val[0]?.startsWith('list<')
          ? 'Use list<T> in its place, or build this component in another language.'
          : 'Write `async func` in the WIT, or build this component in another language.',
      });
    case 'failed':
      return new HostError({
        code: 'component-not-linked',
        message: `${manifest.name} could not be linked`,
        causes: [refused.val],
        help: 'This is a mistake of WIT Studio. Please report it with the WIT of the component.',
      });
  }
}

const invalid = ({ wit }: ComponentManifest, reason: string): HostError =>
  new HostError({
    code: 'wit-invalid',
    message: `the WIT in ${wit} cannot be used`,
    causes: [reason],
    help: 'Open the WIT package: the editor shows every error in it.',
  });

function worldUnknown({ wit, world }: ComponentManifest, worlds: readonly string[]): HostError {
  const known = worlds.length > 0 ? `It has ${worlds.join(', ')}.` : 'It has no world.';
  return new HostError({
    code: 'world-unknown',
    message: world
      ? `the WIT in ${wit} has no world ${world}`
      : `the WIT in ${wit} has ${worlds.length === 0 ? 'no world' : 'several worlds'}`,
    help: `${known} Name one in package.json: "component": { "world": "${worlds[0] ?? '…'}" }.`,
  });
}
