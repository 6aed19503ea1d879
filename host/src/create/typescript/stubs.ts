import { smallestValue } from '../smallest-value.ts';
import type {
  OutlineFunction,
  OutlineInterface,
  OutlineMethod,
  OutlineResource,
  OutlineType,
  WorldOutline,
} from '../world-outline.ts';
import { resultText, typeText, TypeImports, VALUES } from './types.ts';
import { camelCase, pascalCase, interfaceExport, safe } from '../../inspect/script-names.ts';

/** How the language writes it: JavaScript has no types. */
export interface Style {
  readonly typed: boolean;
}

/** A module with the exports of a world; each function returns the smallest value of its type. */
export function stubModule(world: WorldOutline, style: Style): string {
  const imports = new TypeImports();
  for (const { id, resources } of world.interfaces)
    for (const { name } of resources) imports.define(name, id);
  const functions = world.functions.map((fn) => exportedFunction(fn, style, imports));
  const interfaces = world.interfaces.map((one) => exportedInterface(one, style, imports));
  const head = style.typed ? imports.lines.join('\n') : '';
  return `${[head, ...functions, ...interfaces].filter(Boolean).join('\n\n')}\n`;
}

function exportedFunction(fn: OutlineFunction, style: Style, imports: TypeImports): string {
  const name = camelCase(fn.name);
  const local = safe(name);
  const text = `${docsText(fn.docs, '')}${local === name ? 'export ' : ''}${fn.async ? 'async ' : ''}function ${local}${signature(fn, style, imports)} ${body(fn.result, '')}`;
  return local === name ? text : `${text}\nexport { ${local} as ${name} };`;
}

function exportedInterface(one: OutlineInterface, style: Style, imports: TypeImports): string {
  const classes = one.resources.map((resource) => classText(resource, style, imports));
  const names = one.resources.map(({ name }) => `  ${pascalCase(name)},`);
  const functions = one.functions.map(
    (fn) =>
      `${docsText(fn.docs, '  ')}  ${fn.async ? 'async ' : ''}${camelCase(fn.name)}${signature(fn, style, imports)} ${body(fn.result, '  ')},`,
  );
  const members = [...names, ...functions];
  const name = interfaceExport(one.id);
  const local = safe(name);
  const object = `const ${local} = {\n${members.join('\n')}\n};`;
  const exported = local === name ? `export ${object}` : `${object}\nexport { ${local} as ${name} };`;
  return [...classes, exported].join('\n\n');
}

function classText({ name, functions }: OutlineResource, style: Style, imports: TypeImports): string {
  const members = functions.map((fn) => methodText(fn, style, imports));
  return `class ${pascalCase(name)} {\n${members.join('\n\n')}\n}`;
}

function methodText(fn: OutlineMethod, style: Style, imports: TypeImports): string {
  const docs = docsText(fn.docs, '  ');
  if (fn.kind === 'constructor') return `${docs}  constructor${parameters(fn, style, imports)} {}`;
  const how = `${fn.kind === 'static' ? 'static ' : ''}${fn.async ? 'async ' : ''}`;
  return `${docs}  ${how}${camelCase(fn.name)}${signature(fn, style, imports)} ${body(fn.result, '  ')}`;
}

function signature(fn: OutlineFunction, style: Style, imports: TypeImports): string {
  if (!style.typed) return parameters(fn, style, imports);
  const result = resultText(fn.result, imports);
  return `${parameters(fn, style, imports)}: ${fn.async ? `Promise<${result}>` : result}`;
}

function parameters({ params }: OutlineFunction, { typed }: Style, imports: TypeImports): string {
  const texts = params.map(({ name, type }) => {
    const local = safe(camelCase(name));
    return typed ? `${local}: ${typeText(type, imports)}` : local;
  });
  return `(${texts.join(', ')})`;
}

function body(result: OutlineType | undefined, indent: string): string {
  const returned = result?.kind === 'result' ? result.ok : result;
  if (returned === undefined) return '{}';
  const value = smallestValue(returned, VALUES);
  const line = value === undefined ? "throw new Error('not written yet');" : `return ${value};`;
  return `{\n${indent}  ${line}\n${indent}}`;
}

function docsText(docs: string, indent: string): string {
  if (docs === '') return '';
  const lines = docs.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}
