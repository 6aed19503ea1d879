import { SourceMap } from 'node:module';
import type { Program } from 'acorn';
import { nearest } from '../../../../../server/src/base/nearest.ts';
import { HostError } from '../../../base/problem.ts';
import type { InterfaceShape } from '../../../toolkit/javascript.ts';
import type { ComponentManifest } from '../manifest.ts';
import { membersOf, type Members } from './members.ts';
import { sourcePlace } from './source-place.ts';
import type { World } from '../world.ts';
import { camelCase, pascalCase, interfaceExport } from '../../../inspect/script-names.ts';

/**
 * Checks the functions, resources and methods of the interfaces that a bundle exports, as far as they can be
 * read without running it.
 *
 * @param map the source map of the bundle
 * @throws HostError `guest-export-missing`, at the object or class that lacks the first
 */
export function checkMembers(
  { folder, entry, wit }: ComponentManifest,
  world: Pick<World, 'name' | 'interfaces'>,
  script: Program,
  map: string,
): void {
  const exported = membersOf(script);
  const lacks = world.interfaces.flatMap((shape) => {
    const object = interfaceExport(shape.name);
    const members = exported(object);
    return members ? lacksOf(shape, object, members) : [];
  });
  const [first] = lacks;
  if (!first) return;
  const places = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const top = { line: 0, character: 0 };
  throw new HostError({
    code: 'guest-export-missing',
    message: `${entry} lacks ${lacks.map(({ path }) => path).join(', ')}, which world ${world.name} promises`,
    help: lacks.map((lack) => lackHelp(lack, wit)).join(' '),
    at: sourcePlace(first.at, first.at.name, folder, places) ?? { file: entry, start: top, end: top },
  });
}

/** A missing member: `counter.Counter.addTo`, its kind in the WIT, and the value in its place. */
interface Lack {
  /** The object or class that lacks it. */
  readonly at: Members['at'];
  readonly path: string;
  readonly wit: string;
  readonly nearest: string | undefined;
}

function lacksOf(shape: InterfaceShape, object: string, members: Members): Lack[] {
  const lack = (
    at: Members['at'],
    prefix: string,
    name: string,
    wit: string,
    found: ReadonlySet<string>,
  ): Lack[] =>
    found.has(name) ? [] : [{ at, path: `${prefix}.${name}`, wit, nearest: nearest(name, found) }];
  const functions = shape.functions.flatMap((name) =>
    lack(members.at, object, camelCase(name), `the function ${name} of ${shape.name}`, members.names),
  );
  const resources = shape.resources.flatMap(({ name, methods, statics }) => {
    const className = pascalCase(name);
    const missing = lack(
      members.at,
      object,
      className,
      `the resource ${name} of ${shape.name}`,
      members.names,
    );
    const inside = members.of(className);
    if (missing.length > 0 || !inside) return missing;
    const path = `${object}.${className}`;
    const of = (kind: string, names: readonly string[], found: ReadonlySet<string>) =>
      names.flatMap((one) =>
        lack(inside.at, path, camelCase(one), `the ${kind} ${one} of the resource ${name}`, found),
      );
    return [...of('method', methods, inside.names), ...of('static function', statics, inside.statics)];
  });
  return [...functions, ...resources];
}

function lackHelp({ path, wit, nearest: meant }: Lack, folder: string): string {
  return `\`${path}\` is ${wit} in ${folder}.${meant === undefined ? '' : ` Did you mean it by \`${meant}\`?`}`;
}
