import type { Snapshot } from '../../../analysis/snapshot.ts';
import { isWorld, type Definition, type InterfaceModel, type Scope } from '../../../resolve/model.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { itemNamed, pathIn } from '../../item-named.ts';
import { meaning } from '../../name-at.ts';
import { scopeAt } from '../../scope-at.ts';
import { written } from '../../written-name.ts';
import type { Fix, FixContext } from '../fix.ts';
import type { FileEdit } from '../../results.ts';
import { pathTo } from './interfaces-with.ts';
import { useOf } from './use-of.ts';

/** A type that is written with its interface. */
interface Dotted {
  readonly scope: Scope;
  readonly path: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the types of one path come from, and the names that its `use` in one scope has to bring in. */
interface Source {
  readonly scope: Scope;
  readonly path: string;
  readonly item: InterfaceModel | undefined;
  readonly names: string[];
}

/** Writes `use types.{request};` and `request` for every `types.request` of the file. */
export function* replaceDottedTypes({ snapshot, file }: FixContext): Generator<Fix> {
  const all = dottedTypes(snapshot, file);
  const root = snapshot.root(file.uri);
  if (all.length === 0 || !root) return;
  const sources = new Map<string, Source>();
  const locals = new LocalNames();
  const edits: FileEdit[] = [];
  for (const dotted of all) {
    const item = interfaceOf(snapshot, file, dotted);
    const isForeign = dotted.path.includes(':');
    const path = item && isForeign ? pathTo(root, item, dotted.scope) : dotted.path;
    const key = `${dotted.scope.definition.token} ${path}`;
    const source = sources.get(key) ?? { scope: dotted.scope, path, item, names: [] };
    sources.set(key, source);
    edits.push({ uri: file.uri, start: dotted.start, end: dotted.end, text: locals.of(dotted, source) });
  }
  const needed = [...sources.values()].filter(({ names }) => names.length > 0);
  const uses = needed.map(({ scope, path, names }) =>
    useOf(file, scope, { from: idOf(path, scope), path, names: names.join(', ') }),
  );
  yield { title: titleOf(needed), isPreferred: true, isAutomatic: true, edits: [...uses, ...edits] };
}

function titleOf(needed: readonly Source[]): string {
  const [only, ...others] = needed.map(({ path, names }) => `use ${path}.{${names.join(', ')}};`);
  if (only === undefined) return 'Write the types without their interface';
  return others.length === 0 ? `Write \`${only}\`` : 'Write a `use` for the types of each interface';
}

function dottedTypes(snapshot: Snapshot, { uri, ast, tokens }: ParsedFile): Dotted[] {
  return ast.errors.flatMap(({ code, detail, first, last }) => {
    const { path = '', name = '' } = detail;
    const [start, end] = [tokens.start(first - 1), tokens.end(last)];
    const scope = code === 'dotted-type' ? scopeAt(snapshot, { uri, offset: start }) : undefined;
    return scope && isPath(path) && name !== '' ? [{ scope, path, name, start, end }] : [];
  });
}

/** `a.b.c` is ambiguous. */
const isPath = (path: string): boolean => !/^[^@]*\./.test(path);

/** The interface of a path, if its package has that version. */
function interfaceOf(snapshot: Snapshot, { uri }: ParsedFile, dotted: Dotted): InterfaceModel | undefined {
  const path = pathIn(dotted.path);
  const item = itemNamed(snapshot, { uri, offset: dotted.start }, path);
  if (!item || isWorld(item)) return undefined;
  const isOther = path.version !== undefined && !item.definition.package.endsWith(`@${path.version}`);
  return isOther ? undefined : item;
}

/** The interface that a path names. */
function idOf(text: string, { definition }: Scope): Pick<Definition, 'name' | 'package'> {
  const { namespace, package: pack, version, name = '' } = pathIn(text);
  if (namespace === undefined) return { name, package: definition.package };
  return { name, package: `${namespace}:${pack}${version === undefined ? '' : `@${version}`}` };
}

/** The plain names that dotted types get, by scope: none that the scope has for something else. */
class LocalNames {
  readonly #taken = new Map<Scope, Map<string, string>>();

  /** The replacement of a dotted type; a name that needs a `use` is added to its source. */
  of({ scope, name }: Dotted, { path, item, names }: Source): string {
    if (item === scope) return written(name);
    const existing = item && localName(scope, item.names.get(name));
    if (existing !== undefined) return written(existing);
    const taken = this.#taken.get(scope) ?? new Map<string, string>();
    this.#taken.set(scope, taken);
    const meant = `${path}.${name}`;
    const isFree = (one: string) =>
      taken.has(one) ? taken.get(one) === meant : isUnresolved(scope.names.get(one));
    const inner = pathIn(path).name;
    let local = [name, `${inner}-${name}`].find(isFree);
    for (let n = 2; local === undefined; n++) if (isFree(`${name}-${n}`)) local = `${name}-${n}`;
    if (!taken.has(local) && !scope.names.has(local))
      names.push(local === name ? written(name) : `${written(name)} as ${local}`);
    taken.set(local, meant);
    return written(local);
  }
}

/** A missing name, or one from a `use` that does not resolve: most likely the intended one. */
const isUnresolved = (found: Definition | undefined): boolean =>
  found === undefined || (found.kind === 'use' && found.target === undefined);

/** A name in the scope that already refers to the definition. */
function localName({ names }: Scope, wanted: Definition | undefined): string | undefined {
  if (!wanted) return undefined;
  for (const [name, definition] of names) if (meaning(definition) === meaning(wanted)) return name;
  return undefined;
}
