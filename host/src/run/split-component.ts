import { attempt } from '../../../server/src/base/attempt.ts';
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readComposition, type Part } from '../../../server/src/binary/composition.ts';
import { wrapElsewhere } from '../engine/wrap-elsewhere.ts';
import { transpile } from '../engine/transpile.ts';
import { writeWhole } from '../base/files.ts';
import type { ObserverHost } from '../guest/crossing/report.ts';
import type { ObservedPart, ObservedParts } from '../guest/crossing/observed.ts';
import { readComponent } from '../inspect/component-file.ts';
import type { WorldFunctions } from '../inspect/world-functions.ts';
import { componentWorld, storedPart } from './component-world.ts';
import type { PrepareContext } from './prepare.ts';

/**
 * Takes a component apart into the instances that it is composed of, so that calls between them can be observed.
 * A component that has code of its own, or is not composed of instances, is one part.
 */
export async function splitComponent(
  path: string,
  context: PrepareContext & { readonly observer?: ObserverHost },
): Promise<ObservedParts> {
  const debug = context.observer?.attach !== undefined;
  const component = await wrapElsewhere(await readComponent(path), path, undefined, context.signal);
  const composition = attempt(() => readComposition(component));
  const names = namesOf(composition?.parts ?? [], basename(path, extname(path)));
  if (composition) {
    const parts = composition.parts.map((part, at) => observe(part, names[at]!, context));
    return { parts: await Promise.all(parts), exports: composition.exports, debug };
  }
  const whole = await observe({ name: undefined, component, imports: [] }, names[0]!, context);
  const source = (name: string) => ({ kind: 'export', part: 0, name }) as const;
  const exported = namesIn(whole.functions.exports).map((name) => ({ name, source: source(name) }));
  const imported = namesIn(whole.functions.imports).map(
    (name) => ({ name, source: { kind: 'import', name } }) as const,
  );
  return { parts: [{ ...whole, imports: imported }], exports: exported, debug };
}

const namesIn = (functions: WorldFunctions['exports']): string[] => [
  ...new Set(functions.map((fn) => fn.interface ?? fn.name)),
];

/** Distinct names of the parts: two instances may have the same name, or none. */
function namesOf(parts: readonly Part[], whole: string): string[] {
  const names: string[] = [];
  for (const [at, part] of (parts.length > 0 ? parts : [{ name: whole }]).entries()) {
    const name = part.name ?? `part-${at + 1}`;
    names.push(names.includes(name) || name === 'host' ? `${name}-${at + 1}` : name);
  }
  return names;
}

async function observe(
  { component, imports }: Part,
  name: string,
  { storage, signal, node }: PrepareContext,
): Promise<ObservedPart> {
  const file = `${storedPart(component, storage)}.wasm`;
  if (!existsSync(file)) await writeWhole(file, component);
  const [transpiled, functions] = await Promise.all([
    transpile(file, storage, { signal, multiMemory: node?.multiMemory }),
    componentWorld(component, { storage, signal }),
  ]);
  return { name, transpiled, imports, functions };
}
