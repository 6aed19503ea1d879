import { docLines } from '../doc-lines.ts';
import { snakeCase } from '../names.ts';
import type {
  OutlineFunction,
  OutlineInterface,
  OutlineMethod,
  OutlineResource,
  WorldOutline,
} from '../world-outline.ts';
import { identifier, RustNames, typeText, valueText, type Place } from './types.ts';
import { firstTest } from './first-test.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/** A crate that implements a world; each function gives the smallest value of its type. */
export function stubCrate(world: WorldOutline, head: string): string {
  const names = new RustNames(world.interfaces.map(({ id }) => id));
  const root: Place = { names, inExport: false, own: undefined };
  const implementations = [
    ...(world.functions.length > 0 ? [guest('Guest', world.functions, [], root)] : []),
    ...world.interfaces.flatMap((one) => interfaceText(one, names)),
  ];
  const parts = [
    head,
    'struct Component;',
    ...implementations,
    'export!(Component);',
    firstTest(world, names),
  ];
  return `${parts.join('\n\n')}\n`;
}

function interfaceText(one: OutlineInterface, names: RustNames): string[] {
  const place: Place = { names, inExport: true, own: one.id };
  const module = names.module(one.id, true);
  const types = one.resources.map(({ name }) => `    type ${pascalCase(name)} = ${pascalCase(name)};`);
  const resources = one.resources.flatMap((resource) => [
    `struct ${pascalCase(resource.name)};`,
    guestResource(module, resource, place),
  ]);
  return [...resources, guest(`${module}::Guest`, one.functions, types, place)];
}

function guest(
  trait: string,
  functions: readonly OutlineFunction[],
  types: readonly string[],
  place: Place,
): string {
  const texts = functions.map((fn) => functionText(fn, '', place));
  return `impl ${trait} for Component {\n${[types.join('\n'), ...texts].filter(Boolean).join('\n\n')}\n}`;
}

function guestResource(module: string, { name, functions }: OutlineResource, place: Place): string {
  const texts = functions.map((fn) => methodText(fn, name, place));
  const type = pascalCase(name);
  return `impl ${module}::Guest${type} for ${type} {\n${texts.join('\n\n')}\n}`;
}

function methodText(fn: OutlineMethod, resource: string, place: Place): string {
  if (fn.kind !== 'constructor') return functionText(fn, fn.kind === 'method' ? '&self' : '', place);
  const self = fn.result ? undefined : 'Self';
  const result = fn.result ? typeText(fn.result, place) : 'Self';
  return wrapped(fn, `fn new(${parameters(fn, '', place)}) -> ${result}`, self ?? notWritten(resource));
}

function functionText(fn: OutlineFunction, receiver: string, place: Place): string {
  const result = fn.result ? ` -> ${typeText(fn.result, place)}` : '';
  const head = `${fn.async ? 'async ' : ''}fn ${identifier(snakeCase(fn.name))}(${parameters(fn, receiver, place)})${result}`;
  return wrapped(fn, head, fn.result ? (valueText(fn.result, place) ?? notWritten(fn.name)) : '');
}

const notWritten = (name: string): string => `todo!("${name} is not written yet")`;

function parameters({ params }: OutlineFunction, receiver: string, place: Place): string {
  // The underscore says that a parameter is not used yet.
  const texts = params.map(({ name, type }) => `_${snakeCase(name)}: ${typeText(type, place)}`);
  return [receiver, ...texts].filter(Boolean).join(', ');
}

function wrapped({ docs }: OutlineFunction, head: string, body: string): string {
  const lines = docLines(docs, '    ///');
  const inner = body === '' ? ' {}' : ` {\n        ${body}\n    }`;
  return [...lines, `    ${head}${inner}`].join('\n');
}
