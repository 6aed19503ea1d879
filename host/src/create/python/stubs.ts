import type { NewFiles } from '../files.ts';
import type { OutlineFunction, WorldOutline } from '../world-outline.ts';
import { PythonNames, identifier, importsIn, returnText, valueText } from './types.ts';

interface Implementation {
  readonly name: string;
  /** The generated class that it derives from. */
  readonly base: string;
  readonly functions: readonly OutlineFunction[];
}

/**
 * The module that implements a world; each function returns the smallest value of its type, or raises
 * `NotImplementedError` where it cannot be written. A test calls the first function whose values can be written; where
 * there is none, it is left to the user.
 */
export function stubModule({ functions, interfaces }: WorldOutline): NewFiles {
  const names = new PythonNames(interfaces);
  const own = { name: 'WitWorld', base: 'wit_world.WitWorld', functions };
  const all: Implementation[] = [
    ...(functions.length > 0 ? [own] : []),
    ...interfaces.map((one) => ({
      name: names.className(one.id),
      base: names.base(one.id),
      functions: one.functions,
    })),
  ];
  const classes = all.map((one) => classText(one, names)).join('\n\n\n');
  const head = importsIn(classes).join('\n');
  return {
    'app.py': `${head}\n\n\n${classes}\n`,
    'tests/test_app.py': all.flatMap((one) => testsOf(one, names))[0] ?? UNWRITTEN_TEST,
  };
}

function classText({ name, base, functions }: Implementation, names: PythonNames): string {
  const methods = functions.map((fn) => {
    const params = ['self', ...fn.params.map((param) => identifier(param.name))].join(', ');
    const value = returnText(fn.result, names);
    const body = value === undefined ? `raise NotImplementedError("${fn.name}")` : `return ${value}`;
    return `    ${fn.async ? 'async def' : 'def'} ${identifier(fn.name)}(${params}):\n        ${body}`;
  });
  return `class ${name}(${base}):\n${methods.length > 0 ? methods.join('\n\n') : '    pass'}`;
}

/** A test of each function whose arguments and value can be written. */
function testsOf({ name, functions }: Implementation, names: PythonNames): string[] {
  return functions.flatMap((fn) => {
    const args = fn.params.map(({ type }) => valueText(type, names));
    const value = returnText(fn.result, names);
    if (fn.async || value === undefined || args.includes(undefined)) return [];
    const method = identifier(fn.name);
    return [testText(method, `app.${name}().${method}(${args.join(', ')})`, value)];
  });
}

function testText(method: string, call: string, value: string): string {
  const body = `class Exports(unittest.TestCase):
    def test_${method}(self) -> None:
        self.assertEqual(${call}, ${value})
`;
  const imports = ['import app', ...importsIn(body)].sort().join('\n');
  return `import unittest\n\n${imports}\n\n\n${body}`;
}

const UNWRITTEN_TEST = `import unittest


class Exports(unittest.TestCase):
    @unittest.skip("not written yet")
    def test_exports(self) -> None:
        pass
`;
