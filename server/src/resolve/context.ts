import type { Name, Span, TokenIndex } from '../syntax/ast.ts';
import { PreviousPackage } from './previous-package.ts';
import type { Part, PackageSource } from '../packages/package-source.ts';
import { identifierMistake } from '../syntax/identifier.ts';
import type {
  Definition,
  Features,
  InterfaceModel,
  ItemModel,
  Problem,
  Related,
  ResolvedPackage,
  TokenRange,
  WorldModel,
} from './model.ts';

/** The packages that one can name. */
export interface Packages {
  /** Undefined for a missing one, or one that is not resolved because it depends on the requesting one. */
  get(key: string): ResolvedPackage | undefined;
  /** Whether the package exists, or may exist in a form that is not read. */
  has(key: string): boolean;
  /** Of all packages that are there. */
  keys(): Iterable<string>;
  /** Of packages that are known without being there. */
  known(): Iterable<string>;
  /** The manifest entries of a missing package, as details of the problem (`manifestHints`). */
  manifestHints(key: string): Readonly<Record<string, string>>;
}

/** The state that the steps of resolving one package share. Each step adds its results. */
export class Context {
  readonly items = new Map<string, ItemModel>();
  readonly interfaces: InterfaceModel[] = [];
  readonly worlds: WorldModel[] = [];
  readonly fileScopes = new Map<string, Map<string, Definition>>();
  readonly references = new Map<string, Map<TokenIndex, Definition>>();
  readonly problems: Problem[] = [];
  readonly dependencies = new Set<string>();
  /**
   * The kind of an item of another package that the first path to it implies, by the package's key and the name: the
   * reference decides by it before it knows the package.
   */
  readonly expectedKinds = new Map<string, 'interface' | 'world'>();
  /** Worlds of other packages that a top-level `use` names, and where. */
  readonly worldsUsedAsInterfaces = new Map<ItemModel, TokenRange>();
  /** Those of them that were reported where the name is used. */
  readonly reported = new Set<TokenRange>();
  /** Item models by their definition, of this package and of those it names. */
  readonly modelOf = new Map<Definition, ItemModel>();

  private searched = 0;
  private readonly previous: PreviousPackage | undefined;

  /** @param previous the package before an edit that its dependents cannot see */
  constructor(
    readonly source: PackageSource,
    readonly features: Features,
    readonly packages: Packages,
    previous: ResolvedPackage | undefined,
  ) {
    this.previous = previous && new PreviousPackage(previous);
  }

  /** The model that stood for a definition before, for other packages hold on to it. */
  previousModel(definition: Definition): InterfaceModel | undefined {
    return this.previous?.interfaceOf(definition);
  }

  report(
    code: string,
    at: TokenRange,
    detail: Readonly<Record<string, string>> = {},
    related?: Related[],
  ): void {
    this.problems.push({ code, at, detail, ...(related && { related }) });
  }

  /**
   * Valid names that may have been meant, separated by spaces: a message picks the nearest. In a text with very many
   * mistakes, as after a search and replace gone wrong, only the first ones are worth the search.
   */
  candidates(names: Iterable<string>): string {
    this.searched += 1;
    if (this.searched > 50) return '';
    const valid = [...names].slice(0, 2000).filter((name) => identifierMistake(name) === undefined);
    return valid.join(' ');
  }

  /** Records the definition of the name at a token. */
  refer(uri: string, name: Name, definition: Definition): void {
    let tokens = this.references.get(uri);
    if (!tokens) this.references.set(uri, (tokens = new Map()));
    tokens.set(name.token, definition);
  }

  /** The meaning of the name at a token, if it is known already. */
  definitionAt(uri: string, name: Name): Definition | undefined {
    return this.references.get(uri)?.get(name.token);
  }

  /** Makes a definition, and the reference of its own name to it. */
  define(
    kind: Definition['kind'],
    uri: string,
    name: Name,
    node: Definition['node'],
    container: Definition | undefined,
  ): Definition {
    const fresh: Definition = {
      kind,
      name: name.text,
      uri,
      token: name.token,
      node,
      container,
      package: this.source.key,
      target: undefined,
      scope: undefined,
    };
    const previous = this.previous?.definitionOf(fresh);
    const definition = previous ? Object.assign(previous, fresh) : fresh;
    // While an item has no name yet, its keyword is not one.
    if (name.text !== '') this.refer(uri, name, definition);
    return definition;
  }
}

/** A file's part of the package, as the steps pass it around. */
export type { Part };

export const rangeOf = (uri: string, { first, last }: Span): TokenRange => ({ uri, first, last });

export const nameRange = (uri: string, { token }: { readonly token: TokenIndex }): TokenRange => ({
  uri,
  first: token,
  last: token,
});

export const definitionRange = ({ uri, token }: Definition): TokenRange => ({
  uri,
  first: token,
  last: token,
});

/** Points from a second definition to the first. */
export const firstOne = (definition: Definition): Related[] => [
  { at: definitionRange(definition), message: `\`${definition.name}\` is defined here first` },
];

/** The end of a chain of `use`; undefined if it is unresolved or cyclic. */
export function final(definition: Definition): Definition | undefined {
  // Almost always a step or two: a set is only worth its while in a long chain, which may be a circle.
  let seen: Set<Definition> | undefined;
  let current: Definition | undefined = definition;
  for (let steps = 0; current?.kind === 'use'; steps++) {
    if (steps > 8 && (seen ??= new Set()).has(current)) return undefined;
    seen?.add(current);
    current = current.target;
  }
  return current;
}
