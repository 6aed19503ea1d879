import { withArticle } from '../../../../server/src/base/with-article.ts';
import { smallestValue, smallestValues } from '../smallest-value.ts';
import type { OutlineFunction, OutlineType, WorldOutline } from '../world-outline.ts';
import { VALUES } from './types.ts';
import { camelCase, interfaceExport } from '../../inspect/script-names.ts';

interface Callable {
  /** As an expression of the module `component`. */
  readonly path: string;
  readonly call: string;
  /** The `typeof` of its result; undefined when several are possible. */
  readonly kind: string | undefined;
}

/**
 * A test of the first function whose arguments can be written as literals; else of the module's exports. It only checks
 * the type of the value, so that it passes until the user writes the expected one.
 */
export function firstTest(world: WorldOutline, entry: string): string {
  const [first] = callables(world);
  const head = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport * as component from '../src/${entry}';\n`;
  if (first === undefined) {
    const names = [
      ...world.functions.map(({ name }) => camelCase(name)),
      ...world.interfaces.map(({ id }) => interfaceExport(id)),
    ];
    const list = names
      .map((name) => `'${name}'`)
      .sort()
      .join(', ');
    return `${head}\ntest('exports what the world promises', () => {\n  assert.deepEqual(Object.keys(component).sort(), [${list}]);\n});\n`;
  }
  const { path, call, kind } = first;
  const title =
    kind === undefined
      ? `${path} can be called`
      : `${path} gives ${kind === 'undefined' ? 'nothing' : withArticle(kind)}`;
  const check =
    kind === undefined
      ? `await assert.doesNotReject(async () => component.${path}${call});`
      : `assert.equal(typeof (await component.${path}${call}), '${kind}');`;
  return `${head}\ntest('${title}', async () => {\n  // Say here what the function is to give.\n  ${check}\n});\n`;
}

function* callables({ functions, interfaces }: WorldOutline): Generator<Callable> {
  for (const fn of functions) yield* callable('', fn);
  for (const one of interfaces)
    for (const fn of one.functions) yield* callable(`${interfaceExport(one.id)}.`, fn);
}

function* callable(owner: string, { name, params, result }: OutlineFunction): Generator<Callable> {
  const args = smallestValues(
    params.map(({ type }) => type),
    VALUES,
  );
  const returned = result?.kind === 'result' ? result.ok : result;
  // The stub of a function that gives a resource or a stream throws.
  if (returned && smallestValue(returned, VALUES) === undefined) return;
  const kind = returned ? kindOf(returned) : 'undefined';
  if (args !== undefined) yield { path: `${owner}${camelCase(name)}`, call: `(${args.join(', ')})`, kind };
}

function kindOf(type: OutlineType): string | undefined {
  switch (type.kind) {
    case 'primitive':
      return KINDS[type.name] ?? 'number';
    case 'named': {
      const body = type.body();
      if (body.kind === 'alias') return kindOf(body.type);
      return body.kind === 'enum' ? 'string' : 'object';
    }
    case 'option':
    case 'other':
      return undefined;
    default:
      return 'object';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  bool: 'boolean',
  string: 'string',
  char: 'string',
  u64: 'bigint',
  s64: 'bigint',
};

/** A test file with one comparison. */
export const testOf = (call: string, expected: string, title: string, module: string): string =>
  `import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as component from '../src/${module}';

test('${title}', () => {
  assert.equal(${call}, ${expected});
});
`;
