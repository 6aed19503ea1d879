import { camelCase } from '../../inspect/wit-type.ts';
import type { OutlineFunction, WorldOutline } from '../world-outline.ts';
import { interfaceName } from './stubs.ts';
import { around, valueText } from './types.ts';

interface Callable {
  /** As an expression of the module `component`. */
  readonly path: string;
  readonly call: string;
  readonly value: string;
}

/** A test of the first function that takes and gives what can be written down; else of what the module exports. */
export function firstTest(world: WorldOutline, entry: string): string {
  const [first] = callables(world);
  const head = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport * as component from '../src/${entry}';\n`;
  if (first === undefined) {
    const names = [
      ...world.functions.map(({ name }) => camelCase(name)),
      ...world.interfaces.map(({ id }) => interfaceName(id)),
    ];
    const list = names
      .map((name) => `'${name}'`)
      .sort()
      .join(', ');
    return `${head}\ntest('exports what the world promises', () => {\n  assert.deepEqual(Object.keys(component).sort(), [${list}]);\n});\n`;
  }
  const { path, call, value } = first;
  return `${head}\ntest('${path} gives a value', async () => {\n  assert.deepEqual(await component.${path}${call}, ${value});\n});\n`;
}

function* callables({ functions, interfaces }: WorldOutline): Generator<Callable> {
  for (const fn of functions) yield* callable('', fn);
  for (const one of interfaces)
    for (const fn of one.functions) yield* callable(`${interfaceName(one.id)}.`, fn);
}

function* callable(owner: string, { name, params, result }: OutlineFunction): Generator<Callable> {
  const call = around(
    '(',
    params.map(({ type }) => valueText(type)),
    ')',
  );
  const given = result?.kind === 'result' ? result.ok : result;
  const value = given ? valueText(given) : 'undefined';
  if (call !== undefined && value !== undefined) yield { path: `${owner}${camelCase(name)}`, call, value };
}

/** A test file with one comparison. */
export const testOf = (call: string, expected: string, title: string, module: string): string =>
  `import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as component from '../src/${module}';

test('${title}', () => {
  assert.equal(${call}, ${expected});
});
`;
