import { sameItems } from '../base/same-items.ts';
import type { KnownPackages } from '../packages/known-packages.ts';
import type { Manifest } from '../packages/manifests/manifest.ts';
import type { Features, ResolvedRoot } from '../resolve/model.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import type { SourceFile } from '../syntax/ast.ts';
import { QueryCache } from './query-cache.ts';
import type { Counters } from './counters.ts';
import type { Files } from './files.ts';
import { LruCache } from './lru-cache.ts';
import type { RootSources } from './root-sources.ts';

interface CachedRoot {
  /** The sources that it was resolved from. */
  readonly asts: readonly SourceFile[];
  readonly manifests: readonly Manifest[];
  readonly features: Features;
  readonly resolved: ResolvedRoot;
  /** URIs of its files, and the length of their texts in UTF-16 units. */
  readonly files: readonly string[];
  readonly size: number;
}

/**
 * The size of closed packages in memory, in UTF-16 units of text: about a dozen projects with all of WASI in their
 * `deps`, in addition to those with open documents. A larger cache would waste memory, since a root is read again in
 * some ten milliseconds on the next request.
 */
export const CACHE_LIMIT = 1_000_000;

/**
 * The packages of the workspace, resolved root by root. A root is resolved again only when an AST of it is
 * another object than before, and then only those of its packages that the change reaches.
 */
export class Roots {
  readonly #files: Files;
  readonly #sources: RootSources;
  readonly #counters: Counters;
  readonly #known: LruCache<CachedRoot>;
  readonly #current = new QueryCache((root: string) => this.#resolve(root));
  #features: Features = new Set();
  /** Packages that can be added if they are missing. */
  readonly packages: KnownPackages;

  constructor(
    files: Files,
    sources: RootSources,
    counters: Counters,
    packages: KnownPackages,
    mostKept: number,
  ) {
    this.#files = files;
    this.#sources = sources;
    this.#known = new LruCache(
      mostKept,
      (known) => known.files.some((uri) => files.isOpen(uri)),
      (root, known) => this.#forget(root, known),
    );
    this.#counters = counters;
    this.packages = packages;
  }

  get features(): Features {
    return this.#features;
  }

  setFeatures(features: Features): void {
    this.#features = features;
  }

  /** To be called after every change of a file or setting. */
  changed(): void {
    this.#current.invalidate();
  }

  /** @param root a folder, or a file that is to be taken by itself */
  resolved(root: string): ResolvedRoot | undefined {
    return this.#current.get(root);
  }

  #resolve(root: string): ResolvedRoot | undefined {
    const sources = this.#sources.sources(root);
    if (sources === undefined) return undefined;
    const { manifests = [] } = sources;
    const known = this.#known.get(root);
    // The report of a missing package depends on the manifests.
    const isUsable = known?.features === this.#features && sameItems(known.manifests, manifests);
    const isRead = known?.resolved.hasUnread === sources.unread.length > 0;
    const files = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
    const [asts, uris] = [files.map(({ ast }) => ast), files.map(({ uri }) => uri)];
    // A file that was moved has the AST that it had.
    if (isUsable && isRead && sameItems(known.asts, asts) && sameItems(known.files, uris)) {
      this.#known.use(root, known);
      return known.resolved;
    }
    const previous = isUsable ? known.resolved : undefined;
    const resolved = resolveRoot(sources, this.#features, previous, this.packages);
    this.#count(resolved, previous);
    const size = files.reduce((sum, { tokens }) => sum + tokens.text.length, 0);
    this.#known.use(root, { asts, manifests, features: this.#features, resolved, files: uris, size });
    return resolved;
  }

  #forget(root: string, { files, resolved }: CachedRoot): void {
    this.#sources.forget(root, namesOf(resolved));
    this.#current.delete(root);
    for (const uri of files) this.#files.forget(uri);
  }

  #count(resolved: ResolvedRoot, previous: ResolvedRoot | undefined): void {
    const packagesInUse = new Set(previous?.all);
    this.#counters.resolved += resolved.all.filter((one) => !packagesInUse.has(one)).length;
  }
}

function namesOf({ all }: ResolvedRoot): string {
  const scopes = all.flatMap(({ interfaces, worlds }) => [...interfaces, ...worlds]);
  return scopes.flatMap(({ definition, names }) => [definition.name, ...names.keys()]).join(' ');
}
