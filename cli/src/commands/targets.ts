import { relative, resolve } from 'node:path';
import { requireFit, targetAt, targetNamed } from '../../../host/src/compose/target.ts';
import { wrapElsewhere } from '../../../host/src/engine/wrap-elsewhere.ts';
import { readComponent } from '../../../host/src/inspect/component-file.ts';
import { runnable } from '../runnable.ts';
import { toOutput } from '../output/to-output.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio targets COMPONENT WIT WORLD
       wit-studio targets COMPONENT WORLD

Checks whether a component matches a target world: it must not import anything that the world does not have, and must
export everything that the world exports, with the same types.
COMPONENT is a .wasm file, a folder, which is built first, or a plan, which is composed first.
WIT is a WIT folder, a WIT file or a binary WIT package, and WORLD one of its worlds. Without WIT, WORLD includes its
package: wasi:http/proxy@0.2.12, or one of a package in wit or deps of the current folder.
`;

export async function targets(args: readonly string[], print = toOutput): Promise<number> {
  const { positionals } = parse(args, {}, USAGE);
  const [subject, place, world] = positionals;
  if (subject === undefined || place === undefined || positionals.length > 3)
    throw new Usage('a component and a world are required', USAGE);
  const target =
    world === undefined ? targetNamed({ name: place }, process.cwd()) : targetAt(resolve(place), world);
  const path = await runnable(subject);
  const { signal } = new AbortController();
  const component = await wrapElsewhere(await readComponent(path), path, undefined, signal);
  await requireFit(component, target, signal);
  print(`${relative(process.cwd(), path)} fits ${target.name}\n`);
  return 0;
}
