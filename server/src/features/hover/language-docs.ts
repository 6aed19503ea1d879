/** A line or two of documentation for each word of the language, as Markdown. Source: component-model, WIT.md and Explainer.md. */
export interface WordDocs {
  /** The syntax in which the word occurs. */
  readonly signature: string;
  readonly docs: string;
}

const signed = (bits: number): string =>
  `Signed integer of ${bits} bits: -${powerOf2(bits - 1)} to ${powerOf2(bits - 1)} - 1.`;
const unsigned = (bits: number): string => `Unsigned integer of ${bits} bits: 0 to ${powerOf2(bits)} - 1.`;
const powerOf2 = (exponent: number): string => `2${superscript(String(exponent))}`;

function superscript(digits: string): string {
  return [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

/** `get` and `set` are keywords only in the declaration of an accessor. */
export const accessorDocs: Readonly<Record<'get' | 'set', WordDocs>> = {
  get: {
    signature: 'name: get() -> type;\nname: static get() -> type;',
    docs: 'A getter: reads a property of an interface, a world or a resource.',
  },
  set: {
    signature: 'name: set(value: type);\nname: set(value: type) -> result<_, error>;',
    docs: 'A setter: changes the property whose getter has the same name.',
  },
};

const words: Record<string, WordDocs> = {
  // Types without parameters.
  bool: { signature: 'bool', docs: '`true` or `false`.' },
  u8: { signature: 'u8', docs: unsigned(8) },
  u16: { signature: 'u16', docs: unsigned(16) },
  u32: { signature: 'u32', docs: unsigned(32) },
  u64: { signature: 'u64', docs: unsigned(64) },
  s8: { signature: 's8', docs: signed(8) },
  s16: { signature: 's16', docs: signed(16) },
  s32: { signature: 's32', docs: signed(32) },
  s64: { signature: 's64', docs: signed(64) },
  f32: {
    signature: 'f32',
    docs: 'IEEE 754 binary floating-point number of 32 bits. Every NaN is the same value.',
  },
  f64: {
    signature: 'f64',
    docs: 'IEEE 754 binary floating-point number of 64 bits. Every NaN is the same value.',
  },
  char: { signature: 'char', docs: 'A Unicode scalar value: any code point that is not a surrogate.' },
  string: { signature: 'string', docs: 'A finite sequence of Unicode scalar values.' },
  'error-context': {
    signature: 'error-context',
    docs: 'An immutable description of a failure, for debugging only: a host may drop or change its message.',
  },

  // Types with parameters.
  list: {
    signature: 'list<T>\nlist<T, N>',
    docs: 'A sequence of `T` of any length; with `N`, of exactly `N` elements.',
  },
  map: {
    signature: 'map<K, V>',
    docs: 'Pairs of a key and a value. A key is an integer, `bool`, `char` or `string`.',
  },
  option: { signature: 'option<T>', docs: 'Either `none`, or `some` with a `T`.' },
  result: {
    signature: 'result<T, E>\nresult<T>\nresult<_, E>\nresult',
    docs: 'Either `ok` with a `T`, or `err` with an `E`. A payload that is omitted carries no value.',
  },
  _: { signature: 'result<_, E>', docs: 'The `ok` case of this result has no payload.' },
  tuple: {
    signature: 'tuple<T, U, …>',
    docs: 'A fixed sequence of values of different types: a record without names.',
  },
  stream: {
    signature: 'stream<T>',
    docs: 'The readable end of a channel that carries any number of `T`, asynchronously. Passing it on transfers it.',
  },
  future: {
    signature: 'future<T>',
    docs: 'The readable end of a channel that carries one `T`, asynchronously. Passing it on transfers it.',
  },
  own: { signature: 'own<R>', docs: 'A handle that owns a resource. Passing it on transfers the ownership.' },
  borrow: {
    signature: 'borrow<R>',
    docs: 'A handle that lends a resource to a call. It must be dropped before the call returns.',
  },

  // Definitions.
  package: {
    signature: 'package namespace:name@version;',
    docs: 'Declares the package of the files in this folder. With braces, a package nested in the file.',
  },
  interface: {
    signature: 'interface name { … }',
    docs: 'Types and functions that are imported or exported as a whole.',
  },
  world: {
    signature: 'world name { … }',
    docs: 'What a component imports and exports: the contract between a component and its host.',
  },
  type: { signature: 'type name = T;', docs: 'Another name for a type.' },
  record: {
    signature: 'record name { field: T, … }',
    docs: 'A value with named fields, each with its own type.',
  },
  variant: {
    signature: 'variant name { case(T), other, … }',
    docs: 'A value that is exactly one of its cases; a case may carry a payload.',
  },
  enum: {
    signature: 'enum name { case, … }',
    docs: 'A value that is exactly one of its cases, none of which has a payload.',
  },
  flags: { signature: 'flags name { flag, … }', docs: 'A set of named bits, each on or off.' },
  resource: {
    signature: 'resource name { … }',
    docs: 'An entity that is never copied: values refer to it through handles (`own`, `borrow`).',
  },
  constructor: {
    signature: 'constructor(…);',
    docs: 'Creates a resource. It may return a `result` of the resource when creation can fail.',
  },
  static: {
    signature: 'name: static func(…);',
    docs: 'A function that belongs to a resource but is not called on one.',
  },
  func: {
    signature: 'name: func(param: T, …) -> T;',
    docs: 'A function: named parameters, and at most one result.',
  },
  async: {
    signature: 'name: async func(…);',
    docs: 'A function that may suspend: its caller can continue while the call is pending.',
  },

  // References to other items.
  use: {
    signature: 'use interface.{name, other as alias};',
    docs: 'Brings types of another interface into this one. At the top of a file: `use ns:pkg/interface as name;` introduces a short name for an interface.',
  },
  as: { signature: 'name as alias', docs: 'Renames an item that `use` or `include` brings in.' },
  include: {
    signature: 'include world with { name as other };',
    docs: 'Adds every import and export of another world.',
  },
  with: {
    signature: 'include world with { name as other };',
    docs: 'Renames plain names of an included world.',
  },
  import: {
    signature: 'import interface;\nimport name: func();',
    docs: 'A requirement of the component, which its host or another component provides.',
  },
  export: {
    signature: 'export interface;\nexport name: func();',
    docs: 'An item that the component provides.',
  },
  from: { signature: 'from', docs: 'A reserved word that WIT does not use yet.' },

  // Attributes.
  '@since': { signature: '@since(version = 1.2.3)', docs: 'Stable since this version of the package.' },
  '@unstable': {
    signature: '@unstable(feature = name)',
    docs: 'Exists only where the feature `name` is enabled (the setting `wit.features`).',
  },
  '@deprecated': {
    signature: '@deprecated(version = 1.2.3)',
    docs: 'Deprecated since this version. It requires `@since` or `@unstable` on the same item.',
  },
  '@external-id': {
    signature: '@external-id("…")',
    docs: 'The name of this item for tools outside WIT.',
  },
};

/** @param word a keyword, a built-in type, or an attribute with its `@` */
export function wordDocs(word: string): WordDocs | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
