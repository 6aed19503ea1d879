import type { Metafile } from 'esbuild-wasm';
import { nearest } from '../../../server/src/base/nearest.ts';
import { HostError } from '../problem.ts';
import type { ComponentManifest } from './manifest.ts';
import type { InterfaceShape } from '../toolkit/javascript.ts';
import { membersOf, type Members } from './members.ts';
import type { World } from './world.ts';

/** What a module exports for its world: its name in JavaScript, and what it is in the WIT. */
interface Expected {
  readonly name: string;
  readonly wit: string;
}

/** @throws HostError `guest-export-missing` with the name expected and the nearest one found */
export function checkExports(
  { entry, wit }: ComponentManifest,
  world: World,
  { outputs }: Pick<Metafile, 'outputs'>,
): void {
  const exported = new Set(Object.values(outputs).flatMap((output) => output.exports));
  const expected = [
    ...world.functions.map((name) => ({ name: camelCase(name), wit: `the function ${name}` })),
    ...world.interfaces.map(({ name }) => ({ name: interfaceExport(name), wit: `the interface ${name}` })),
  ];
  const missing = expected.filter(({ name }) => !exported.has(name));
  if (missing.length === 0) return;
  const surplus = [...exported].filter((name) => !expected.some((one) => one.name === name));
  throw new HostError({
    code: 'guest-export-missing',
    message: `${entry} does not export ${missing.map(({ name }) => name).join(', ')}, which world ${world.name} promises`,
    help: missing.map((one) => helpFor(one, surplus, exported.size, wit)).join(' '),
    at: { file: entry, start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  });
}

function helpFor({ name, wit }: Expected, surplus: readonly string[], found: number, folder: string): string {
  const meant = nearest(name, surplus) ?? (surplus.length === 1 ? surplus[0] : undefined);
  const is = `\`${name}\` is ${wit} of ${folder}.`;
  if (found === 0) return `${is} The module exports nothing: write \`export\` before it.`;
  if (meant !== undefined) return `${is} The module exports \`${meant}\`: rename one of the two.`;
  return `${is} Export it by that name.`;
}

/** `handle-it` is `handleIt`; the case of acronyms is not kept: `get-URL` is `getUrl`. */
export const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase());

/** `wasi:http/incoming-handler@0.2.12` is `incomingHandler`. */
const interfaceExport = (name: string): string => camelCase(name.replace(/@.*/, '').replace(/^.*\//, ''));

/**
 * Checks the functions, resources and methods of the interfaces that a bundle exports, as far as they can be
 * read without running it.
 * @throws HostError `guest-export-missing`
 */
export function checkMembers({ entry, wit }: ComponentManifest, world: World, bundle: string): void {
  if (world.interfaces.length === 0) return;
  const exported = membersOf(bundle);
  const lacks = world.interfaces.flatMap((shape) => {
    const object = interfaceExport(shape.name);
    const members = exported(object);
    return members ? lacksOf(shape, object, members) : [];
  });
  if (lacks.length === 0) return;
  throw new HostError({
    code: 'guest-export-missing',
    message: `${entry} lacks ${lacks.map(({ path }) => path).join(', ')}, which world ${world.name} promises`,
    help: lacks.map((lack) => lackHelp(lack, wit)).join(' '),
    at: { file: entry, start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  });
}

/** A member that is not there: `counter.Counter.addTo`, what it is in the WIT, and what is in its place. */
interface Lack {
  readonly path: string;
  readonly wit: string;
  readonly nearest: string | undefined;
}

function lacksOf(shape: InterfaceShape, object: string, members: Members): Lack[] {
  const lack = (prefix: string, name: string, wit: string, found: ReadonlySet<string>): Lack[] =>
    found.has(name) ? [] : [{ path: `${prefix}.${name}`, wit, nearest: nearest(name, found) }];
  const functions = shape.functions.flatMap((name) =>
    lack(object, camelCase(name), `the function ${name} of ${shape.name}`, members.names),
  );
  const resources = shape.resources.flatMap(({ name, methods, statics }) => {
    const className = pascalCase(name);
    const missing = lack(object, className, `the resource ${name} of ${shape.name}`, members.names);
    const inside = members.of(className);
    if (missing.length > 0 || !inside) return missing;
    const path = `${object}.${className}`;
    const of = (kind: string, names: readonly string[], found: ReadonlySet<string>) =>
      names.flatMap((one) => lack(path, camelCase(one), `the ${kind} ${one} of the resource ${name}`, found));
    return [...of('method', methods, inside.names), ...of('static function', statics, inside.statics)];
  });
  return [...functions, ...resources];
}

function lackHelp({ path, wit, nearest: meant }: Lack, folder: string): string {
  return `\`${path}\` is ${wit} in ${folder}.${meant === undefined ? '' : ` Did you mean it by \`${meant}\`?`}`;
}

const pascalCase = (name: string): string => {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};
