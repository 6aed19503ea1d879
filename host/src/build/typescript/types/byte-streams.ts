import { typesIn } from '../../../../../server/src/check/facts/scopes.ts';
import type { InterfaceItem, TopLevelItem, WorldItem } from '../../../../../server/src/syntax/ast.ts';
import { parse } from '../../../../../server/src/syntax/parse.ts';
import type { Wit } from '../../../toolkit/javascript.ts';

/**
 * Types `stream<u8>` by the chunks that the guest's engine reads and writes: jco declares every stream of a type of
 * numbers as one of single numbers. A module with streams of bytes and of other numbers is left as it is, because its
 * declarations no longer tell them apart.
 *
 * @param declarations text by path
 */
export function withByteStreams(declarations: ReadonlyMap<string, string>, wit: Wit): Map<string, string> {
  const elements = elementsIn(wit);
  const rewritten = (text: string): string => {
    let isOfBytes = false;
    const lines = text.split('\n').map((line) => {
      const module = /^declare module '([^']+)'/.exec(line)?.[1];
      if (module !== undefined) isOfBytes = hasBytesAlone(elements.get(module) ?? elements.get(WORLDS));
      return isOfBytes ? line.replaceAll('AsyncIterable<number>', 'AsyncIterable<Uint8Array>') : line;
    });
    return lines.join('\n');
  };
  return new Map([...declarations].map(([path, text]) => [path, rewritten(text)]));
}

/** The primitive types of which a module has streams. */
type Elements = Set<string>;

/** The key of what worlds themselves declare, in modules that plain names have. */
const WORLDS = '';

const NO_NUMBERS = new Set(['u8', 'u64', 's64', 'bool', 'char', 'string', 'error-context']);

const hasBytesAlone = (elements: Elements | undefined): boolean =>
  elements !== undefined && elements.has('u8') && [...elements].every((name) => NO_NUMBERS.has(name));

/** By the name of the module that declares them. Packages in the binary format are skipped. */
function elementsIn({ main, dependencies }: Wit): ReadonlyMap<string, Elements> {
  const all = new Map<string, Elements>();
  for (const source of [main, ...dependencies]) {
    if (source.tag === 'binary') continue;
    const files = source.val.map(({ path, text }) => parse(path, text).ast);
    const id = files.find(({ header }) => header)?.header?.id;
    for (const { items } of files) addElements(all, id, items);
  }
  return all;
}

type PackageId = Extract<TopLevelItem, { kind: 'nested-package' }>['id'];

function addElements(
  all: Map<string, Elements>,
  id: PackageId | undefined,
  items: readonly TopLevelItem[],
): void {
  for (const item of items) {
    if (item.kind === 'nested-package') addElements(all, item.id, item.items);
    if (item.kind === 'interface') addStreams(all, moduleName(id, item.name?.text), item.items);
    if (item.kind !== 'world') continue;
    addStreams(all, WORLDS, item.items);
    for (const one of item.items)
      if (one.kind === 'extern' && one.target?.kind === 'interface')
        addStreams(all, WORLDS, one.target.items);
  }
}

const moduleName = (id: PackageId | undefined, name: string | undefined): string =>
  `${id?.namespace?.text}:${id?.name?.text}/${name}${id?.version ? `@${id.version.text}` : ''}`;

function addStreams(
  all: Map<string, Elements>,
  module: string,
  items: readonly (InterfaceItem | WorldItem)[],
): void {
  const elements = all.get(module) ?? new Set();
  all.set(module, elements);
  for (const type of items.flatMap((item) => typesIn(item)))
    if (type.kind === 'stream' && type.element?.kind === 'primitive') elements.add(type.element.name);
}
