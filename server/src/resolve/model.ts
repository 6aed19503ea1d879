import type {
  Attribute,
  ExternTarget,
  Extern,
  InterfaceItem,
  Span,
  TokenIndex,
  World,
} from '../syntax/ast.ts';
import type { PackageSource } from '../packages/package-source.ts';

/** A place in a file's tokens. */
export interface TokenRange extends Span {
  readonly uri: string;
}

export type DefinitionKind =
  | 'package'
  | 'interface'
  | 'world'
  | 'type'
  | 'function'
  | 'field'
  | 'case'
  | 'flag'
  | 'param'
  /** A name from `use`, or from the `with` of an `include`; `target` is the definition that it refers to. */
  | 'use'
  /** An import or export of a world that has a name of its own. */
  | 'extern';

/** Something that has a name. Docs and offsets come from the current tokens of `uri`. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly uri: string;
  /** The token of its name. */
  readonly token: TokenIndex;
  /** First token of the item that defines it, which its docs precede. */
  readonly node: Span & { readonly kind?: string; readonly attributes?: readonly Attribute[] };
  /** The container: a field's record, a type's interface, an interface's package (undefined). */
  readonly container: Definition | undefined;
  /** Key of the package it belongs to. */
  readonly package: string;
  /** The definition that a name of the kind `use` refers to; undefined while it is unknown. */
  target?: Definition | undefined;
  /** The names in the body of an interface or world. */
  scope?: Scope | undefined;
}

/** The names that may be written in the body of an interface or world. */
export interface Scope {
  readonly definition: Definition;
  /** Types, used names and functions; of a name defined twice, the first. */
  readonly names: Map<string, Definition>;
}

/** A named interface, or an inline interface of a world. */
export interface InterfaceModel extends Scope {
  readonly items: readonly InterfaceItem[];
  readonly attributes: readonly Attribute[];
  readonly file: string;
  /** Left out because its feature is off. */
  readonly excluded: boolean;
  /** `ns:pkg/name@version`; of one in a world, its name there. */
  readonly id: string;
  /** The interfaces whose types it uses, in the order of their first `use`. */
  readonly dependencies: Set<InterfaceModel>;
}

export interface WorldModel extends Scope {
  readonly node: World;
  readonly file: string;
  readonly excluded: boolean;
  /** Elaborated: with the imports that its interfaces need; by `WorldItem.key`. */
  readonly imports: Map<string, WorldItem>;
  readonly exports: Map<string, WorldItem>;
}

/** An import or export of a world. */
export interface WorldItem {
  /** The id of an interface, or the name that the world gives it. */
  readonly key: string;
  readonly named: boolean;
  readonly kind: 'interface' | 'function' | 'type';
  readonly interface: InterfaceModel | undefined;
  /** Its node in the world; undefined if it is implied by other items. */
  readonly extern: Extern | undefined;
  readonly target: ExternTarget | undefined;
  readonly definition: Definition | undefined;
  /** The name that an `include` gives by `as` to the item, or to the resource whose function it is. */
  readonly alias?: Definition | undefined;
  /** Of an interface: the gate behind which the world has it. An implied one has that of the item that implies it. */
  readonly gate?: ItemGate | undefined;
}

export interface ItemGate {
  readonly attributes: readonly Attribute[];
  /** The item with the gate, or the `include` that brings it from another package. */
  readonly at: TokenRange;
}

export type ItemModel = InterfaceModel | WorldModel;

export const isWorld = (item: ItemModel): item is WorldModel => 'imports' in item;

/** Whether a token is within the item of a definition. */
export const isAround = ({ uri, node }: Definition, file: string, token: TokenIndex): boolean =>
  uri === file && node.first <= token && token <= node.last;

/** A place below tokens, in UTF-16 offsets: within a comment. */
export interface OffsetRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** A mistake, as data: `code` names the rule of server/src/check that words it. */
export interface Problem {
  readonly code: string;
  readonly at: TokenRange | OffsetRange;
  readonly detail: Readonly<Record<string, string>>;
  readonly related?: readonly Related[];
}

export interface Related {
  readonly at: TokenRange;
  /** A short description of the place. */
  readonly message: string;
}

/** By URI and token: what each name in the text means, where it is defined included. */
export type References = ReadonlyMap<string, ReadonlyMap<TokenIndex, Definition>>;

export interface ResolvedPackage {
  readonly key: string;
  readonly source: PackageSource;
  readonly definition: Definition | undefined;
  /** Interfaces and worlds share one namespace. */
  readonly items: ReadonlyMap<string, ItemModel>;
  /** The top-level names of each file: what its `use` brings in. */
  readonly fileScopes: ReadonlyMap<string, ReadonlyMap<string, Definition>>;
  /** Item of each scope by its definition, inline interfaces included. */
  readonly interfaces: readonly InterfaceModel[];
  readonly worlds: readonly WorldModel[];
  readonly references: References;
  readonly problems: readonly Problem[];
  /** Keys of the packages that its paths name, found or not. */
  readonly dependencies: ReadonlySet<string>;
  /** Keys of the packages whose worlds its worlds include. */
  readonly includes: ReadonlySet<string>;
}

/** All packages that one root can see. */
export interface ResolvedRoot {
  readonly main: ResolvedPackage;
  /** By key, `main` included; of a package defined twice, the first. */
  readonly packages: ReadonlyMap<string, ResolvedPackage>;
  /** Every package, also those defined twice and nested ones. */
  readonly all: readonly ResolvedPackage[];
  /** Mistakes between packages: defined twice, depending on each other in a circle. */
  readonly problems: readonly Problem[];
  /** Whether any package that is not found may be one in `deps` that could not be read; none is reported then. */
  readonly hasUnread: boolean;
}

/** Which `@unstable` items are there. */
export type Features = 'all' | ReadonlySet<string>;
