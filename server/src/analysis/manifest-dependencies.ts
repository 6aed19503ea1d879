import { isEncoded, type ReadEncoded } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { directoryRoot, fileRoot, type ReadFile } from '../packages/find-root.ts';
import type { Manifests } from '../packages/manifests/manifests.ts';
import { type OutsidePackage, type Project, projectOf } from '../packages/manifests/project.ts';
import type { OutsideDependency, Root, SourceGroup, UnreadFile } from '../packages/package-source.ts';
import { pathsOf } from '../resolve/package-paths.ts';

/** Reads packages of the workspace. */
export interface Reader {
  readonly fs: FileSystem;
  readonly read: ReadFile;
  readonly encoded: ReadEncoded;
  readonly manifests: Manifests;
}

/**
 * A root with the packages of its manifests that are not in its `deps`: those that are named one by one, and the
 * missing ones of their dependencies and of a workspace.
 *
 * @param directory of the root
 */
export function withManifestDependencies(root: Root, directory: string, reader: Reader): Root {
  const project = projectOf(reader.fs, reader.manifests, directory);
  if (project.manifests.length === 0) return root;
  const search = new Search(root, reader);
  const elsewhere = search.run(project);
  const dependencies = [...root.dependencies, ...elsewhere.map(({ group }) => group)];
  const unread = [...root.unread, ...search.pending];
  return { ...root, dependencies, unread, outsideDeps: elsewhere, manifests: project.manifests };
}

class Search {
  /** Binary files that are being read and may contain missing packages. */
  readonly pending: UnreadFile[] = [];
  readonly #reader: Reader;
  readonly #there = new Set<string>();
  readonly #missing = new Set<string>();
  readonly #found: OutsideDependency[] = [];
  /** Where more packages are, to be looked at when one is missing. */
  readonly #further: (() => readonly OutsideDependency[])[] = [];
  readonly #visited = new Set<string>();

  constructor(root: Root, reader: Reader) {
    this.#reader = reader;
    for (const group of [root.main, ...root.dependencies]) this.#enter(group);
  }

  run({ outsideDeps: elsewhere, shared }: Project): readonly OutsideDependency[] {
    for (const found of elsewhere.flatMap((one) => this.#at(one))) this.#take(found);
    this.#further.push(() => shared.flatMap((one) => this.#at(one)));
    for (let next = this.#further.shift(); next && this.#missing.size > 0; next = this.#further.shift())
      this.#takeMissing(next());
    return this.#found;
  }

  /** The package at a place. Its own dependencies are found later. */
  #at(from: OutsidePackage): OutsideDependency[] {
    const { uri } = from;
    if (this.#visited.has(uri)) return [];
    this.#visited.add(uri);
    const { fs, manifests } = this.#reader;
    const { folder, root } = this.#rootAt(uri);
    this.#wait(uri, root);
    if (root === undefined) return [];
    this.#further.push(() => root.dependencies.map((group) => ({ group, ...from })));
    if (folder !== undefined)
      this.#further.push(() => projectOf(fs, manifests, folder).outsideDeps.flatMap((one) => this.#at(one)));
    return [{ group: root.main, ...from }];
  }

  #rootAt(uri: string): { readonly folder?: string; readonly root?: Root | undefined } {
    const { fs, read, encoded } = this.#reader;
    if (uri.endsWith('.wit') || isEncoded(uri)) return { root: fileRoot(read, uri, encoded) };
    const folders = [uri, `${uri}/wit`];
    return (
      folders
        .map((folder) => ({ folder, root: directoryRoot(fs, read, folder, encoded) }))
        .find(({ root }) => root) ?? {}
    );
  }

  #wait(uri: string, root: Root | undefined): void {
    const [file] = root || !isEncoded(uri) ? [] : this.#reader.encoded(uri, [uri]);
    if (file?.kind === 'pending') this.pending.push({ uri, why: 'pending' });
    this.pending.push(...(root?.unread.filter(({ why }) => why === 'pending') ?? []));
  }

  /** Packages that need each other may come in any order. */
  #takeMissing(all: readonly OutsideDependency[]): void {
    let left = all;
    for (let before = -1; left.length !== before;) {
      before = left.length;
      left = left.filter((one) => {
        const isMissing = keysOf(one.group).some((key) => this.#missing.has(key));
        if (isMissing) this.#take(one);
        return !isMissing;
      });
    }
  }

  /** Skips packages that were found before. */
  #take({ group, ...from }: OutsideDependency): void {
    if (group.main.key === '' || this.#there.has(group.main.key)) return;
    const nested = group.nested.filter(({ key }) => !this.#there.has(key));
    const taken = { ...group, nested };
    this.#found.push({ group: taken, ...from });
    this.#enter(taken);
  }

  #enter(group: SourceGroup): void {
    for (const key of keysOf(group)) {
      this.#there.add(key);
      this.#missing.delete(key);
    }
    for (const { key } of [group.main, ...group.nested].flatMap((source) => [...pathsOf(source)]))
      if (key !== '' && !this.#there.has(key)) this.#missing.add(key);
  }
}

const keysOf = ({ main, nested }: SourceGroup): string[] => [main, ...nested].map(({ key }) => key);
