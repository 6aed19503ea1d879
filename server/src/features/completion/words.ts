import { primitiveTypes } from '../../syntax/primitive-types.ts';
import type { Completion } from '../results.ts';
import type { Body } from './expected.ts';

const snippet = (label: string, text: string, detail: string): Completion => ({
  label,
  kind: 'snippet',
  text,
  snippet: true,
  detail,
});

const use = snippet('use', 'use ${1:path}.{$2};', 'types of another interface');

const types: readonly Completion[] = [
  snippet('type', 'type ${1:name} = $0;', 'another name of a type'),
  snippet('record', 'record ${1:name} {\n\t${2:field}: ${3:type},$0\n}', 'named fields'),
  snippet(
    'variant',
    'variant ${1:name} {\n\t${2:case}(${3:type}),$0\n}',
    'one of several cases, each with a value or none',
  ),
  snippet('enum', 'enum ${1:name} {\n\t${2:case},$0\n}', 'one of several names'),
  snippet('flags', 'flags ${1:name} {\n\t${2:flag},$0\n}', 'any of several names'),
  snippet('resource', 'resource ${1:name} {\n\t$0\n}', 'something that is handed on by handles'),
  {
    ...snippet(
      'resource with constructor',
      'resource ${1:name} {\n\tconstructor(${2:param}: ${3:type});\n\t$0\n}',
      'something that is made and then handed on by handles',
    ),
    isSnippetOnly: true,
  },
];

const topLevel: readonly Completion[] = [
  snippet('interface', 'interface ${1:name} {\n\t$0\n}', 'types and functions'),
  snippet('world', 'world ${1:name} {\n\t$0\n}', 'what a component imports and exports'),
  snippet('use', 'use ${1:path} as ${2:name};', 'a short name within this file'),
];

/** A `use` at the top level, and a nested package, cannot have attributes. */
const gatedTopLevel = topLevel.filter(({ label }) => label !== 'use');

/** @param gates of the getter, which its setter must have too */
const accessorPair = (gates: string): Completion => ({
  ...snippet(
    'get and set',
    `\${1:name}: get() -> \${2:type};\n${gates.replace(/[$}\\]/g, '\\$&')}\${1:name}: set(\${3:value}: \${2:type});`,
    'a property: a getter and its setter',
  ),
  isSnippetOnly: true,
});

const accessors = accessorPair('');

const header = snippet('package', 'package ${1:namespace}:${2:name};', 'which package this is');

const nestedPackage = snippet(
  'package',
  'package ${1:namespace}:${2:name} {\n\t$0\n}',
  'a package within this file',
);

const heads: Readonly<Record<Body, readonly Completion[]>> = {
  file: [...topLevel, nestedPackage],
  package: topLevel,
  interface: [snippet('func', '${1:name}: func($2);', 'a function'), accessors, ...types, use],
  world: [
    snippet('import', 'import $0;', 'what the component needs'),
    snippet('export', 'export $0;', 'what the component gives'),
    snippet('include', 'include $0;', 'all that another world has'),
    use,
    ...types,
  ],
  resource: [
    snippet('constructor', 'constructor($1);', 'makes one'),
    snippet('func', '${1:name}: func($2);', 'a method'),
    accessors,
    snippet('static', '${1:name}: static func($2);', 'a function that needs no handle'),
  ],
};

/**
 * The keywords that start items of a body.
 *
 * @param gates the item's gates before the cursor, on one line
 * @param isFirst whether the item is the first one, and no file of the package names it
 */
export function itemHeads(body: Body, gates: string, isFirst: boolean): readonly Completion[] {
  if (body === 'file' && isFirst) return [header, ...topLevel];
  if (gates === '') return heads[body];
  if (body === 'file' || body === 'package') return gatedTopLevel;
  return heads[body].map((one) => (one === accessors ? accessorPair(`${gates}\n`) : one));
}

/** The body of an import or export after `name:` that is no function. */
export const inlineInterface = snippet('interface', 'interface {\n\t$0\n}', 'an interface of its own');

/** The start of a function's type after `name:`. */
export function functionHeads(withStatic: boolean): readonly Completion[] {
  const plain = [
    snippet('func', 'func($1)', 'a function'),
    snippet('async func', 'async func($1)', 'a function that may wait'),
    snippet('get', 'get() -> ${1:type}', 'reads a property'),
    snippet('set', 'set(${1:value}: ${2:type})', 'changes a property'),
  ];
  return withStatic ? [...plain, snippet('static func', 'static func($1)', 'needs no handle')] : plain;
}

const generics = 'list option tuple own borrow stream future'.split(' ');

/** The types of the language itself. */
export const typeWords: readonly Completion[] = [
  ...primitiveTypes.map((word): Completion => ({ label: word, kind: 'keyword', text: word })),
  ...generics.map((word) => snippet(word, `${word}<$1>`, '')),
  snippet('result', 'result<$1, $2>', ''),
  snippet('map', 'map<$1, $2>', ''),
];

/** The types of a function that returns a certain value or fails. @param value `_` for none */
export function resultsOf(value: string): readonly Completion[] {
  const plain = value === '_' ? 'result' : `result<${value}>`;
  const withError = snippet(`result<${value}, …>`, `result<${value}, $1>`, 'with an error');
  return [
    { label: plain, kind: 'keyword', text: plain },
    { ...withError, isSnippetOnly: true },
  ];
}

export const attributes: readonly Completion[] = [
  snippet('since', 'since(version = $1)', 'part of the package since a version'),
  snippet('unstable', 'unstable(feature = $1)', 'there only with a feature switched on'),
  snippet('deprecated', 'deprecated(version = $1)', 'no longer to be used'),
  snippet('external-id', 'external-id("$1")', 'the name it has elsewhere'),
];

const isVersioned = (attribute: string): boolean => attribute === 'since' || attribute === 'deprecated';

/** The keys of an attribute, before the `=`. */
export function attributeKeys(attribute: string): readonly Completion[] {
  const key = isVersioned(attribute) ? 'version' : attribute === 'unstable' ? 'feature' : undefined;
  return key === undefined ? [] : [snippet(key, `${key} = $0`, '')];
}

/** @param known the version of the package, which most gates name, and the features that it names elsewhere */
export function attributeValues(
  attribute: string,
  known: { readonly version: string | undefined; readonly features: readonly string[] },
): readonly Completion[] {
  const features = attribute === 'unstable' ? known.features : [];
  const values = isVersioned(attribute) && known.version ? [known.version] : features;
  return values.map((value) => ({ label: value, kind: 'value', text: value }));
}
