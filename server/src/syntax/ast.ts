/**
 * The abstract syntax of WIT (component-model, design/mvp/WIT.md), in token space.
 *
 * Nodes contain token indices, never offsets; the file's `Tokens` maps an index to UTF-16 offsets. So an edit that does
 * not change tokens leaves the AST unchanged, as the same object. Missing parts are `undefined`: an incomplete item
 * stays in the tree.
 */

/** Index into the file's token table. */
export type TokenIndex = number;

/** From the first token of a node to its last, both inclusive. */
export interface Span {
  readonly first: TokenIndex;
  readonly last: TokenIndex;
}

/** An identifier; `text` is without the `%` of the escaped form. */
export interface Name {
  readonly text: string;
  readonly token: TokenIndex;
}

/** `1.2.3-rc.1+build.5`, as written. */
export interface Version extends Span {
  readonly text: string;
}

/** `ns:name@version`. */
export interface PackageId extends Span {
  readonly namespace: Name | undefined;
  readonly name: Name | undefined;
  readonly version: Version | undefined;
}

/** `name`, or `ns:pkg/name@version`: where `use`, `include`, `import` and `export` point. */
export interface Path extends Span {
  readonly package: PackageId | undefined;
  readonly name: Name | undefined;
}

export interface SourceFile {
  readonly header: PackageHeader | undefined;
  readonly items: readonly TopLevelItem[];
  readonly errors: readonly SyntaxError[];
}

/** `package ns:name@1.2.3;` */
export interface PackageHeader extends Span {
  readonly kind: 'package-header';
  readonly id: PackageId;
}

export type TopLevelItem = NestedPackage | Interface | World | TopLevelUse;

/** `package ns:name { … }` */
export interface NestedPackage extends Span {
  readonly kind: 'nested-package';
  readonly id: PackageId;
  readonly items: readonly TopLevelItem[];
}

interface Item extends Span {
  readonly attributes: readonly Attribute[];
}

/** `interface name { … }` */
export interface Interface extends Item {
  readonly kind: 'interface';
  readonly name: Name | undefined;
  readonly items: readonly InterfaceItem[];
}

export type InterfaceItem = TypeDefinition | FunctionItem | Use;

/** `world name { … }` */
export interface World extends Item {
  readonly kind: 'world';
  readonly name: Name | undefined;
  readonly items: readonly WorldItem[];
}

export type WorldItem = TypeDefinition | Use | Include | Extern;

/** `use path as name;` at the top level of a file. */
export interface TopLevelUse extends Item {
  readonly kind: 'top-level-use';
  readonly path: Path | undefined;
  readonly as: Name | undefined;
}

/** `use path.{a, b as c};` in an interface or world. */
export interface Use extends Item {
  readonly kind: 'use';
  readonly path: Path | undefined;
  readonly names: readonly Renaming[];
}

/** `include path with { a as b }` in a world. */
export interface Include extends Item {
  readonly kind: 'include';
  readonly path: Path | undefined;
  readonly with: readonly Renaming[];
}

/** `name` or `name as alias`. */
export interface Renaming extends Span {
  readonly name: Name;
  readonly as: Name | undefined;
}

/** `import` or `export` of a world. */
export interface Extern extends Item {
  readonly kind: 'extern';
  readonly direction: 'import' | 'export';
  readonly target: ExternTarget | undefined;
}

export type ExternTarget =
  /** `import ns:pkg/i;` or `import i;` */
  | { readonly kind: 'path'; readonly path: Path }
  /** `import id: ns:pkg/i;` */
  | { readonly kind: 'named-path'; readonly name: Name; readonly path: Path }
  /** `import f: func();` or an accessor */
  | { readonly kind: 'function'; readonly name: Name; readonly func: FunctionType }
  /** `import i: interface { … }` */
  | { readonly kind: 'interface'; readonly name: Name; readonly items: readonly InterfaceItem[] }
  /** `import id:` and nothing after it yet. */
  | { readonly kind: 'incomplete'; readonly name: Name };

/** `name: func(…) -> …;` in an interface, or an accessor. */
export interface FunctionItem extends Item {
  readonly kind: 'function';
  readonly name: Name;
  readonly func: FunctionType;
}

export interface FunctionType extends Span {
  readonly async: boolean;
  /** Of `name: get() -> t;` and `name: set(value: t);`, which are allowed in the places of functions. */
  readonly accessor: Accessor | undefined;
  readonly params: readonly Param[];
  readonly result: Type | undefined;
}

export type Accessor = 'get' | 'set';

export interface Param extends Span {
  readonly name: Name;
  readonly type: Type | undefined;
}

export type TypeDefinition = TypeAlias | Record | Variant | Enum | Flags | Resource;

/** `type name = type;` */
export interface TypeAlias extends Item {
  readonly kind: 'type';
  readonly name: Name | undefined;
  readonly type: Type | undefined;
}

export interface Record extends Item {
  readonly kind: 'record';
  readonly name: Name | undefined;
  readonly fields: readonly Field[];
}

/** A field of a record; documented on its first token. */
export interface Field extends Span {
  readonly name: Name;
  readonly type: Type | undefined;
}

export interface Variant extends Item {
  readonly kind: 'variant';
  readonly name: Name | undefined;
  readonly cases: readonly Case[];
}

/** A case of a variant; `payload` is absent in `c`, missing in `c()`. */
export interface Case extends Span {
  readonly name: Name;
  readonly payload: Type | undefined;
}

export interface Enum extends Item {
  readonly kind: 'enum';
  readonly name: Name | undefined;
  readonly cases: readonly Label[];
}

export interface Flags extends Item {
  readonly kind: 'flags';
  readonly name: Name | undefined;
  readonly flags: readonly Label[];
}

/** A case of an enum, a flag of flags. */
export interface Label extends Span {
  readonly name: Name;
}

export interface Resource extends Item {
  readonly kind: 'resource';
  readonly name: Name | undefined;
  readonly functions: readonly ResourceFunction[];
}

export interface ResourceFunction extends Item {
  readonly kind: 'constructor' | 'method' | 'static';
  /** Absent on a constructor. */
  readonly name: Name | undefined;
  readonly func: FunctionType;
}

export type PrimitiveName =
  | 'bool' | 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64'
  | 'f32' | 'f64' | 'char' | 'string' | 'error-context'; // prettier-ignore

export type Type =
  | PrimitiveType
  | NamedType
  | ListType
  | MapType
  | OptionType
  | ResultType
  | TupleType
  | StreamType
  | FutureType
  | HandleType;

export interface PrimitiveType extends Span {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
}

/** A type used by its name; of a resource it means `own<resource>`. */
export interface NamedType extends Span {
  readonly kind: 'named';
  readonly name: Name;
}

/** `list<t>`, or `list<t, n>` of fixed length. */
export interface ListType extends Span {
  readonly kind: 'list';
  readonly element: Type | undefined;
  readonly length: bigint | undefined;
}

export interface MapType extends Span {
  readonly kind: 'map';
  readonly key: Type | undefined;
  readonly value: Type | undefined;
}

export interface OptionType extends Span {
  readonly kind: 'option';
  readonly element: Type | undefined;
}

/** `result`, `result<t>`, `result<t, e>`, `result<_, e>`. */
export interface ResultType extends Span {
  readonly kind: 'result';
  readonly ok: Type | undefined;
  readonly err: Type | undefined;
}

export interface TupleType extends Span {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

/** `stream` or `stream<t>`. */
export interface StreamType extends Span {
  readonly kind: 'stream';
  readonly element: Type | undefined;
}

/** `future` or `future<t>`. */
export interface FutureType extends Span {
  readonly kind: 'future';
  readonly element: Type | undefined;
}

export interface HandleType extends Span {
  readonly kind: 'own' | 'borrow';
  readonly resource: Name | undefined;
}

/** A gate or `@external-id`. */
export type Attribute = Span &
  (
    | { readonly kind: 'since'; readonly version: Version | undefined }
    | { readonly kind: 'unstable'; readonly feature: Name | undefined }
    | { readonly kind: 'deprecated'; readonly version: Version | undefined }
    | { readonly kind: 'external-id'; readonly value: string | undefined }
    | { readonly kind: 'unknown'; readonly name: Name | undefined }
  );

/** A mistake in the sequence of tokens. `code` names the rule in server/src/check that words it. */
export interface SyntaxError extends Span {
  readonly code: string;
  /** The details for the rule's message: `expected`, `found`, a character, a number … */
  readonly detail: Readonly<globalThis.Record<string, string>>;
}
