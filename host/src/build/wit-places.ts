import { pathToFileURL } from 'node:url';
import { LineIndex } from '../../../server/src/base/line-index.ts';
import { gateOf, isExcluded } from '../../../server/src/resolve/gates.ts';
import type { Attribute, Interface, Name, Path, Span, World } from '../../../server/src/syntax/ast.ts';
import { parse, type ParsedFile } from '../../../server/src/syntax/parse.ts';
import type { SourceLocation } from '../protocol.ts';
import type { Wit } from '../toolkit/javascript.ts';

/** A world that is left out of its package. */
export interface GatedWorld {
  readonly name: string;
  /** Of its `@unstable`. */
  readonly feature: string;
  readonly at: SourceLocation;
}

interface Found<Item> {
  readonly path: string;
  readonly file: ParsedFile;
  readonly item: Item;
}

/** Builds switch on no feature. */
const NO_FEATURES: ReadonlySet<string> = new Set();

/** The worlds of a package's text that are behind a feature gate. */
export function gatedWorlds(wit: Wit): readonly GatedWorld[] {
  return itemsOf(wit).flatMap(({ path, file, item }) => {
    const gate = gateOf(item.attributes);
    if (item.kind !== 'world' || !item.name || gate.kind !== 'unstable') return [];
    return [{ name: item.name.text, feature: gate.feature, at: placeOf(path, file, nameSpan(item.name)) }];
  });
}

/**
 * The first place of what a language does not support in a world, or in the interfaces of its package that it uses; else
 * that of the world. Undefined if the package is not text.
 *
 * @param what as the generators call it (toolkit/bindings/src/unsupported.rs)
 */
export function placeOfUnsupported(wit: Wit, what: readonly string[]): SourceLocation | undefined {
  const items = itemsOf(wit).filter(({ item }) => !isExcluded(item.attributes, NO_FEATURES));
  const worlds = items.filter(({ item }) => item.kind === 'world');
  const world =
    wit.world === undefined ? worlds[0] : worlds.find(({ item }) => item.name?.text === wit.world);
  if (!world) return undefined;
  const isUnsupported = (node: Node): boolean => what.some((name) => KINDS[name]?.(node));
  for (const { path, file, item } of reachedFrom(world, items)) {
    const node = [...nodesIn(item)].find(isUnsupported);
    if (node) return placeOf(path, file, node);
  }
  const { name } = world.item;
  return placeOf(world.path, world.file, name ? nameSpan(name) : world.item);
}

/** A node of the syntax tree, of any kind. */
type Node = Span & Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, (node: Node) => boolean>> = {
  'async functions': ({ async }) => async === true,
  'error contexts': ({ kind, name }) => kind === 'primitive' && name === 'error-context',
  futures: ({ kind }) => kind === 'future',
  'lists of a fixed length': ({ kind, length }) => kind === 'list' && length !== undefined,
  maps: ({ kind }) => kind === 'map',
  streams: ({ kind }) => kind === 'stream',
};

function itemsOf({ main }: Wit): readonly Found<Interface | World>[] {
  if (main.tag === 'binary') return [];
  return main.val.flatMap(({ path, text }) => {
    const file = parse(pathToFileURL(path).href, text);
    return file.ast.items.flatMap((item) =>
      item.kind === 'interface' || item.kind === 'world' ? [{ path, file, item }] : [],
    );
  });
}

/** An item, and those of its package that it names, directly or not. */
function reachedFrom<Item extends Interface | World>(first: Found<Item>, all: readonly Found<Item>[]) {
  const reached = new Set([first]);
  // Items are added while they are visited.
  for (const { item } of reached)
    for (const node of nodesIn(item)) {
      if (!isPath(node) || node.package !== undefined) continue;
      const named = all.find((one) => one.item.name && one.item.name.text === node.name?.text);
      if (named) reached.add(named);
    }
  return reached;
}

const isPath = (node: Span): node is Path => 'package' in node;

/** A node and those in it, in the order of the text, without what is behind a feature gate. */
function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node & { attributes?: readonly Attribute[] };
  if (isExcluded(node.attributes, NO_FEATURES)) return;
  if (typeof node.first === 'number') yield node;
  for (const inner of Object.values(value)) yield* nodesIn(inner);
}

const nameSpan = ({ token }: Name): Span => ({ first: token, last: token });

function placeOf(path: string, { tokens }: ParsedFile, { first, last }: Span): SourceLocation {
  const lines = new LineIndex(tokens.text);
  return {
    file: path,
    start: lines.positionAt(tokens.start(first)),
    end: lines.positionAt(tokens.end(last)),
  };
}
