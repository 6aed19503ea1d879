import { docLines } from '../doc-lines.ts';
import type { NewFiles } from '../files.ts';
import { interfaceName } from '../names.ts';
import type { OutlineFunction, OutlineType, WorldOutline } from '../world-outline.ts';
import { GoNames, parameterName, typeText, valueText } from './types.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/**
 * The packages that implement a world; each function returns the smallest value of its types. A test calls the first
 * function whose values can be written; where there is none, it is left to the user.
 *
 * @param module the path of the module
 */
export function stubPackages({ functions, interfaces }: WorldOutline, module: string): NewFiles {
  const exported = interfaces.map(({ id, functions: inside }) => [interfaceName(id), inside] as const);
  const all = [['wit_world', functions] as const, ...exported].filter(([, inside]) => inside.length > 0);
  const files: Record<string, string> = {};
  let isTested = false;
  for (const [from, inside] of all) {
    const name = `export_${from}`;
    files[`${name}/main.go`] = packageText(name, inside, new GoNames(module));
    const test: string | undefined = isTested ? undefined : testText(name, inside, module);
    if (test !== undefined) files[`${name}/main_test.go`] = test;
    isTested ||= test !== undefined;
  }
  const [first] = all;
  const isBare = first !== undefined && !isTested;
  return isBare
    ? { ...files, [`export_${first[0]}/main_test.go`]: unwrittenTest(`export_${first[0]}`) }
    : files;
}

const unwrittenTest = (name: string): string =>
  fileText(name, ['"testing"'], 'func TestExports(t *testing.T) {\n\tt.Skip("not written yet")\n}');

function packageText(name: string, functions: readonly OutlineFunction[], names: GoNames): string {
  const bodies = functions.map((fn) => functionText(fn, names)).join('\n\n');
  return fileText(name, names.importsIn(bodies), bodies);
}

function fileText(name: string, imports: readonly string[], body: string): string {
  const imported = imports.length > 0 ? [`import (\n${imports.map((one) => `\t${one}\n`).join('')})`] : [];
  return `${[`package ${name}`, ...imported, body].join('\n\n')}\n`;
}

/** A tuple is returned as several values. */
function resultsOf({ result }: OutlineFunction): readonly OutlineType[] {
  if (result === undefined) return [];
  return result.kind === 'tuple' ? result.elements : [result];
}

function functionText(fn: OutlineFunction, names: GoNames): string {
  const params = fn.params.map(({ name, type }) => `${parameterName(name)} ${typeText(type, names)}`);
  const types = resultsOf(fn).map((type) => typeText(type, names));
  const result = types.length === 1 ? ` ${types[0]}` : types.length > 1 ? ` (${types.join(', ')})` : '';
  const head = `func ${pascalCase(fn.name)}(${params.join(', ')})${result} {`;
  return [...docLines(fn.docs, '//'), head, ...bodyOf(fn, names), '}'].join('\n');
}

function bodyOf(fn: OutlineFunction, names: GoNames): string[] {
  const values = valuesOf(resultsOf(fn), names);
  if (values === undefined) return [`\tpanic("${fn.name} is not written yet")`];
  return values.length > 0 ? [`\treturn ${values.join(', ')}`] : [];
}

/** Undefined if one of them cannot be written. */
function valuesOf(types: readonly OutlineType[], names: GoNames): readonly string[] | undefined {
  const values = types.map((type) => valueText(type, names));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function testText(name: string, functions: readonly OutlineFunction[], module: string): string | undefined {
  for (const fn of functions) {
    const names = new GoNames(module);
    const args = valuesOf(
      fn.params.map(({ type }) => type),
      names,
    );
    const results = valuesOf(resultsOf(fn), names);
    if (args === undefined || results === undefined) continue;
    const called = `${pascalCase(fn.name)}(${args.join(', ')})`;
    const lines = results.length === 0 ? [`\t${called}`] : comparison(called, resultsOf(fn), results, names);
    const body = [`func Test${pascalCase(fn.name)}(t *testing.T) {`, ...lines, '}'].join('\n');
    const imports = [...(results.length > 0 ? ['"reflect"'] : []), '"testing"', ...names.importsIn(body)];
    return fileText(name, imports, body);
  }
  return undefined;
}

function comparison(
  called: string,
  types: readonly OutlineType[],
  values: readonly string[],
  names: GoNames,
): string[] {
  const nameOf = (what: string, index: number): string => (types.length === 1 ? what : `${what}${index}`);
  const variables = types.map((_, index) => nameOf('value', index));
  return [
    `\t${variables.join(', ')} := ${called}`,
    ...types.flatMap((type, index) => {
      const [value, expected] = [nameOf('value', index), nameOf('expected', index)];
      return [
        `\tvar ${expected} ${typeText(type, names)} = ${values[index]}`,
        `\tif !reflect.DeepEqual(${value}, ${expected}) {`,
        `\t\tt.Errorf("got %v in place of %v", ${value}, ${expected})`,
        '\t}',
      ];
    }),
  ];
}
