import type { NewFiles } from '../files.ts';
import type { OutlineFunction, OutlineMethod, WorldOutline } from '../world-outline.ts';
import { pascalCase } from '../../inspect/script-names.ts';
import { PythonNames, identifier, importsIn, returnText, testedText, valueText } from './types.ts';

interface Implementation {
  readonly name: string;
  /** The generated class that it derives from. */
  readonly base: string;
  readonly functions: readonly (OutlineFunction | OutlineMethod)[];
}

/** A module of the component. */
interface Module {
  readonly name: string;
  readonly classes: readonly Implementation[];
  readonly names: PythonNames;
}

/**
 * The modules that implement a world: `app`, and one for the resources of each exported interface, where componentize-py
 * looks for them. Each function returns the smallest value of its type, or raises `NotImplementedError` where it cannot
 * be written. A test calls the first function whose values can be written; where
 * there is none, it is left to the user.
 */
export function stubModules(world: WorldOutline): NewFiles {
  const names = new PythonNames(world);
  const own = { name: 'WitWorld', base: 'wit_world.WitWorld', functions: world.functions };
  const interfaces = world.interfaces.map(({ id, functions }) => ({
    name: names.className(id),
    base: names.base(id),
    functions,
  }));
  const app = { name: 'app', classes: [...(own.functions.length > 0 ? [own] : []), ...interfaces], names };
  const all = [app, ...resourceModules(world, names)];
  const modules = all.slice(1).map(({ name }) => name);
  const tests = all.flatMap((module) => testsOf(module, modules, names));
  return {
    ...Object.fromEntries(all.map((module) => [`${module.name}.py`, moduleText(module, modules)])),
    'tests/test_app.py': (names.areDistinct ? tests[0] : undefined) ?? UNWRITTEN_TEST,
  };
}

const resourceModules = (world: WorldOutline, names: PythonNames): readonly Module[] =>
  world.interfaces
    .filter(({ resources }) => resources.length > 0)
    .map(({ id, resources }) => {
      const name = names.module(id);
      const classes = resources.map((resource) => ({
        name: pascalCase(resource.name),
        base: `wit_world.exports.${name}.${pascalCase(resource.name)}`,
        functions: resource.functions,
      }));
      return { name, classes, names: new PythonNames(world, id) };
    });

function moduleText({ classes, names }: Module, modules: readonly string[]): string {
  const text = classes.map((one) => classText(one, names, modules)).join('\n\n\n');
  return `${importsIn(text, modules).join('\n')}\n\n\n${text}\n`;
}

function classText(
  { name, base, functions }: Implementation,
  names: PythonNames,
  modules: readonly string[],
): string {
  const methods = functions.map((fn) => methodText(fn, bodyOf(fn, names, modules)));
  return `class ${name}(${base}):\n${methods.length > 0 ? methods.join('\n\n') : '    pass'}`;
}

function methodText(fn: OutlineFunction | OutlineMethod, body: string): string {
  const kind = 'kind' in fn ? fn.kind : 'method';
  const name = kind === 'constructor' ? '__init__' : identifier(fn.name);
  const params = [kind === 'static' ? 'cls' : 'self', ...fn.params.map((one) => identifier(one.name))];
  const head = `    ${fn.async ? 'async def' : 'def'} ${name}(${params.join(', ')}):\n        ${body}`;
  return kind === 'static' ? `    @classmethod\n${head}` : head;
}

function bodyOf(fn: OutlineFunction | OutlineMethod, names: PythonNames, modules: readonly string[]): string {
  if (isConstructor(fn)) return 'pass';
  const value = returnText(fn.result, names);
  const params = new Set(fn.params.map(({ name }) => identifier(name)));
  // A parameter with the name of a module hides it.
  const isHidden = modules.some((module) => params.has(module) && value?.includes(`${module}.`));
  return value === undefined || isHidden ? `raise NotImplementedError("${fn.name}")` : `return ${value}`;
}

/** A test of each function whose arguments and value can be written. */
function testsOf(
  { name: module, classes }: Module,
  modules: readonly string[],
  names: PythonNames,
): string[] {
  return classes.flatMap(({ name, functions }) =>
    functions.flatMap((fn) => {
      const args = fn.params.map(({ type }) => valueText(type, names));
      const value = testedText(fn.result, names);
      const object = objectText(name, functions, names);
      if (fn.async || isConstructor(fn) || value === undefined || args.includes(undefined)) return [];
      if (object === undefined) return [];
      const method = identifier(fn.name);
      const call = `${module}.${'kind' in fn && fn.kind === 'static' ? name : object}.${method}`;
      return [testText(method, `${call}(${args.join(', ')})`, value, modules)];
    }),
  );
}

/** A new object of an implementation: of a resource, with the arguments of its constructor. */
function objectText(
  name: string,
  functions: readonly OutlineFunction[],
  names: PythonNames,
): string | undefined {
  const args = functions.find(isConstructor)?.params.map(({ type }) => valueText(type, names)) ?? [];
  return args.includes(undefined) ? undefined : `${name}(${args.join(', ')})`;
}

const isConstructor = (fn: OutlineFunction): boolean => 'kind' in fn && fn.kind === 'constructor';

function testText(method: string, call: string, value: string, modules: readonly string[]): string {
  const body = `class Exports(unittest.TestCase):
    def test_${method}(self) -> None:
        self.assertEqual(${call}, ${value})
`;
  const imports = importsIn(body, ['app', ...modules]).join('\n');
  return `import unittest\n\n${imports}\n\n\n${body}`;
}

const UNWRITTEN_TEST = `import unittest


class Exports(unittest.TestCase):
    @unittest.skip("not written yet")
    def test_exports(self) -> None:
        pass
`;
