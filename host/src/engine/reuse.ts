import { attempt } from '../../../server/src/base/attempt.ts';
import { asBuffer } from '../base/as-buffer.ts';
import type { Generated } from '../toolkit/bindings.ts';
import { shapeOf, type ComponentShape } from './shape.ts';

/** The generated files of a shape, with the place of each extracted module. */
interface Entry {
  readonly generated: Generated;
  /** Name of a file to the index of the module inside. */
  readonly taken: ReadonlyMap<string, number>;
}

/** By shape and options, the most recently used last. */
const entries = new Map<string, Entry>();
const MOST = 16;

/**
 * The result of `generate` for a component. If a component of the same shape was translated before, as after an edit of
 * a guest's script, its bindings are reused with the core modules of this one, which are the only difference.
 */
export function generateOnce(component: Uint8Array, options: string, generate: () => Generated): Generated {
  // Bytes that are not a component are the generator's to refuse.
  const shape = attempt(() => shapeOf(component));
  if (!shape) return generate();
  const key = `${options} ${shape.hash}`;
  const entry = entries.get(key);
  entries.delete(key);
  const generated = entry ? withModules(entry, shape) : generate();
  const taken = entry?.taken ?? takenFrom(generated, shape);
  if (taken) entries.set(key, { generated: entry?.generated ?? withoutModules(generated, taken), taken });
  for (const [oldest] of entries) if (entries.size > MOST) entries.delete(oldest);
  return generated;
}

const withModules = ({ generated, taken }: Entry, { modules }: ComponentShape): Generated => ({
  ...generated,
  files: generated.files.map(({ name, contents }) => ({
    name,
    contents: modules[taken.get(name) ?? -1] ?? contents,
  })),
});

const withoutModules = (generated: Generated, taken: ReadonlyMap<string, number>): Generated => ({
  ...generated,
  files: generated.files.map((file) =>
    taken.has(file.name) ? { ...file, contents: new Uint8Array() } : file,
  ),
});

/**
 * Which module inside each file is. Undefined where one inside is no file: the generator changed it (for a Node.js
 * that has one memory a module), or took two that are alike for one. Files that are no module inside join
 * components, and depend on their types alone.
 */
function takenFrom({ files }: Generated, { modules }: ComponentShape): Map<string, number> | undefined {
  const buffers = modules.map(asBuffer);
  if (buffers.some((one, index) => buffers.some((other, at) => at > index && one.equals(other))))
    return undefined;
  const taken = new Map<string, number>();
  for (const { name, contents } of files) {
    const index = buffers.findIndex((bytes) => bytes.equals(contents));
    if (index >= 0) taken.set(name, index);
  }
  return taken.size === modules.length ? taken : undefined;
}
