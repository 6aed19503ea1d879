import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inToolThread } from '../../tools/tool-thread.ts';
import { docLines } from '../doc-lines.ts';
import { writeNew, type NewFiles } from '../files.ts';
import { snakeCase } from '../names.ts';
import type { WorldOutline } from '../world-outline.ts';
import {
  declaredFunctions,
  declaredResources,
  hasZero,
  kindOf,
  type Declared,
  type DeclaredResource,
  type Parameter,
} from './header.ts';

/** Where the WIT of a new component comes from. */
export interface WitOrigin {
  /** The folder of the WIT, which is there unless it is one of the new files. */
  readonly wit: string;
  /** The WIT files that the component gets. */
  readonly own: NewFiles;
}

/**
 * A source that implements a world, in which each function returns a value of zeros or a new resource, and a test of the
 * first one. Names and types are those of the header that wit-bindgen generates.
 * @throws HostError `bindings-unsupported`
 */
export async function stubSources(world: WorldOutline, origin: WitOrigin): Promise<NewFiles> {
  const name = snakeCase(world.name);
  const bindings = await bindingsOf(world, origin);
  const text = (path: string): string => Buffer.from(bindings[path] ?? []).toString();
  const header = text(`${name}.h`);
  const declared = declaredFunctions(header, world);
  const resources = declaredResources(header).map(resourceText);
  const [linked = ''] = /\b__component_type_object_force_link_\w+/.exec(text(`${name}.c`)) ?? [];
  return {
    'src/main.c': `${[headOf(name), ...resources, ...declared.map(definition)].join('\n\n')}\n`,
    'tests/main.c': testText(name, [`void ${linked}(void) {}`, ...standIns(text(`${name}.c`))], declared),
  };
}

async function bindingsOf(
  { name: world }: WorldOutline,
  { wit, own }: WitOrigin,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { signal } = new AbortController();
  const generate = async (folder: string) =>
    (await inToolThread('generateBindings', [{ wit: folder, world }, 'c'], signal)).files;
  if (Object.keys(own).length === 0) return generate(wit);
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-new-c-'));
  try {
    await writeNew(folder, own);
    return await generate(join(folder, 'wit'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const headOf = (name: string): string => `#include "${name}.h"\n#include <stdlib.h>\n#include <string.h>`;

/** A resource has an object of its own, which its owner frees. */
const resourceText = ({ name }: DeclaredResource): string => `struct ${name}_t {
  char todo; // replaced by what it has
};

void ${name}_destructor(${name}_t *rep) {
  free(rep);
}`;

function definition(declared: Declared): string {
  const { returned, name, params, results, fn } = declared;
  const list = [...params, ...results].map(
    ({ type, name: own, isPointer }) => `${type} ${isPointer ? '*' : ''}${own}`,
  );
  const body = [...params.flatMap(freed), ...returning(declared)].map((line) => `  ${line}`);
  return [
    ...docLines(fn.docs, '//'),
    `${returned} ${name}(${list.join(', ') || 'void'}) {`,
    ...body,
    '}',
  ].join('\n');
}

/** A function owns its arguments; an option that is none is a null pointer. */
function freed({ name, free }: Parameter): string[] {
  if (free === undefined) return [];
  return [`${name.startsWith('maybe_') ? `if (${name}) ` : ''}${free}(${name});`];
}

function returning({ returned, results, fn, made }: Declared): string[] {
  if (made) return [`return ${made.name}_new(calloc(1, sizeof(${made.name}_t)));`];
  if (!hasZero(fn.result)) return [`abort(); // ${fn.name} is not written yet`];
  const [first] = results;
  const isErr = first?.name === 'err';
  const zeros = first && !isErr ? [`memset(${first.name}, 0, sizeof *${first.name});`] : [];
  switch (kindOf(fn.result)) {
    case undefined:
      return [];
    case 'result':
      return returned === 'bool' ? [...zeros, 'return true;'] : zeros;
    case 'option':
      return returned === 'bool' ? ['return false;'] : zeros;
    case 'bool':
      return ['return false;'];
    default:
      return returned === 'void' ? zeros : ['return 0;'];
  }
}

/** `extern void __wasm_import_acme_log_write(uint8_t *, size_t);` */
const IMPORTED = /^extern (\w+(?: \*)?) ?(__wasm_import_\w+)\((.*)\);$/gm;

/** Definitions of the imported functions, which a test has to replace where it needs them. */
const standIns = (bindings: string): string[] =>
  [...bindings.matchAll(IMPORTED)].map(([, returned = '', name = '', types = '']) => {
    const params = types === 'void' ? types : types.split(', ').map(unnamed).join(', ');
    return `${returned} ${name}(${params}) { abort(); }`;
  });

/** A parameter without its name, if it has one, gets another. */
const unnamed = (param: string, index: number): string =>
  param.replace(/^(\w+)( \*)?.*$/, (_, type: string, star = '') => `${type} ${star.trim()}arg${index}`);

/**
 * The bindings are compiled with it.
 * @param lacking definitions of what they lack: the imports, and the description of the world that a component has
 */
function testText(name: string, lacking: readonly string[], declared: readonly Declared[]): string {
  const tested = declared.find(
    // A new resource exists in a component only.
    ({ fn, made }) => !made && [...fn.params.map(({ type }) => type), fn.result].every(hasZero),
  );
  return `#include "../src/main.c"
#include <${name}.c>

// A component has these: a test gives the imports that it needs a body.
${lacking.join('\n')}

int main(void) {
${(tested ? testBody(tested) : ['return 0;']).map((line) => `  ${line}\n`).join('')}}
`;
}

function testBody({ returned, name, params, results, fn }: Declared): string[] {
  const variables = [...params, ...results].filter(({ isPointer }) => isPointer);
  const args = [...params, ...results].map((one) => (one.isPointer ? `&${one.name}` : '0'));
  const call = `${name}(${args.join(', ')})`;
  const [first] = results;
  const compared = first && first.name !== 'err' && kindOf(fn.result) !== 'option' ? first : undefined;
  return [
    ...variables.map((one) => `static ${one.type} ${one.name};`),
    ...(compared ? [`static ${compared.type} expected;`] : []),
    ...outcome(call, returned, compared, kindOf(fn.result) === 'result'),
  ];
}

/** Ends with 0 where the function does what is expected. */
function outcome(
  call: string,
  returned: string,
  compared: Parameter | undefined,
  isResult: boolean,
): string[] {
  const same = compared ? `memcmp(&${compared.name}, &expected, sizeof expected) != 0` : '0';
  if (returned === 'void') return [`${call};`, `return ${same};`];
  if (!isResult) return [`return ${call} != 0;`];
  return compared ? [`if (!${call}) return 1;`, `return ${same};`] : [`return !${call};`];
}
