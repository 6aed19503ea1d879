import { docLines } from '../doc-lines.ts';
import type { NewFiles } from '../files.ts';
import type { OutlineFunction, OutlineType, WorldOutline } from '../world-outline.ts';
import { packagesOf, type GoFunction, type GoPackage } from './packages.ts';
import { GoNames, parameterName, typeText, valueText } from './types.ts';

/**
 * The packages that implement a world; each function returns the smallest value of its types, or a new resource. A test
 * calls the first function whose values can be written; where there is none, it is left to the user.
 *
 * @param module the path of the module
 */
export function stubPackages(world: WorldOutline, module: string): NewFiles {
  const exported = new Set(world.interfaces.map(({ id }) => id));
  const all = packagesOf(world);
  const files: Record<string, string> = {};
  let isTested = false;
  for (const one of all) {
    const names = () => new GoNames(module, one.name, exported);
    files[`${one.name}/main.go`] = packageText(one, names());
    const test: string | undefined = isTested ? undefined : testText(one, names);
    if (test !== undefined) files[`${one.name}/main_test.go`] = test;
    isTested ||= test !== undefined;
  }
  const [first] = all;
  const isBare = first !== undefined && !isTested;
  return isBare ? { ...files, [`${first.name}/main_test.go`]: unwrittenTest(first.name) } : files;
}

const unwrittenTest = (name: string): string =>
  fileText(name, ['"testing"'], 'func TestExports(t *testing.T) {\n\tt.Skip("not written yet")\n}');

function packageText({ name, resources, functions }: GoPackage, names: GoNames): string {
  const bodies = [...resources.map(resourceText), ...functions.map((one) => functionText(one, names))];
  const text = bodies.join('\n\n');
  return fileText(name, [...names.importsIn(text), ...(resources.length > 0 ? ['"runtime"'] : [])], text);
}

/** The bindings keep a resource where it is while others have its handle. */
const resourceText = (name: string): string => `type ${name} struct {
	pinner runtime.Pinner
	handle int32
}

// OnDrop is called when the resource is dropped.
func (self *${name}) OnDrop() {
}`;

function fileText(name: string, imports: readonly string[], body: string): string {
  const imported = imports.length > 0 ? [`import (\n${imports.map((one) => `\t${one}\n`).join('')})`] : [];
  return `${[`package ${name}`, ...imported, body].join('\n\n')}\n`;
}

/** A tuple is returned as several values. */
function resultsOf({ result }: OutlineFunction): readonly OutlineType[] {
  if (result === undefined) return [];
  return result.kind === 'tuple' ? result.elements : [result];
}

function functionText({ name, receiver, fn }: GoFunction, names: GoNames): string {
  const params = fn.params.map((param) => `${parameterName(param.name)} ${typeText(param.type, names)}`);
  const types = resultsOf(fn).map((type) => typeText(type, names));
  const result = types.length === 1 ? ` ${types[0]}` : types.length > 1 ? ` (${types.join(', ')})` : '';
  const self = receiver === undefined ? '' : `(self *${receiver}) `;
  const head = `func ${self}${name}(${params.join(', ')})${result} {`;
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

function testText({ name: own, functions }: GoPackage, namesOf: () => GoNames): string | undefined {
  for (const { name, receiver, fn } of functions) {
    const names = namesOf();
    const args = valuesOf(
      fn.params.map(({ type }) => type),
      names,
    );
    const results = valuesOf(resultsOf(fn), names);
    if (args === undefined || results === undefined) continue;
    const called = `${receiver === undefined ? '' : `(&${receiver}{}).`}${name}(${args.join(', ')})`;
    const lines = results.length === 0 ? [`\t${called}`] : comparison(called, resultsOf(fn), results, names);
    const body = [`func Test${receiver ?? ''}${name}(t *testing.T) {`, ...lines, '}'].join('\n');
    const imports = [...(results.length > 0 ? ['"reflect"'] : []), '"testing"', ...names.importsIn(body)];
    return fileText(own, imports, body);
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
