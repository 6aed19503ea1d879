import { relative, resolve } from 'node:path';
import { requireFit, targetAt, targetNamed } from '../../../host/src/compose/target.ts';
import { wrapElsewhere } from '../../../host/src/engine/core-module.ts';
import { readComponent } from '../../../host/src/inspect/component-file.ts';
import { runnable } from '../runnable.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio targets COMPONENT WIT WORLD
       wit-studio targets COMPONENT WORLD

Says whether a component fits a world: whether it imports nothing that the world lacks, and exports all that the world
asks for, with the same types. A folder in place of the component is built, a plan composed.
WIT is a folder or file of WIT, or a package in the binary format, and WORLD one of its worlds; without WIT, WORLD is
named with its package: wasi:http/proxy@0.2.12, or one of a package in wit or deps of this folder.
`;

export async function targets(args: readonly string[]): Promise<number> {
  const { positionals } = parse(args, {}, USAGE);
  const [subject, place, world] = positionals;
  if (subject === undefined || place === undefined || positionals.length > 3)
    throw new Usage('name a component and a world', USAGE);
  const target =
    world === undefined ? targetNamed({ name: place }, process.cwd()) : targetAt(resolve(place), world);
  const path = await runnable(subject);
  const { signal } = new AbortController();
  const component = await wrapElsewhere(await readComponent(path), path, undefined, signal);
  await requireFit(component, target, signal);
  process.stdout.write(`${relative(process.cwd(), path)} fits ${target.name}\n`);
  return 0;
}
