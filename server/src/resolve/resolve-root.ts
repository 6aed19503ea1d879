import { nameOf } from '../base/uri-paths.ts';
import { type KnownPackages, noKnownPackages } from '../packages/known-packages.ts';
import { manifestHints } from '../packages/manifests/manifest-hints.ts';
import { encodedFile, isDecoded } from '../packages/encoded.ts';
import type { PackageSource, Part, Root } from '../packages/package-source.ts';
import { rangeOf } from './context.ts';
import type { Features, Problem, ResolvedPackage, ResolvedRoot, TokenRange } from './model.ts';
import { exportsOf } from './exports.ts';
import { packagePaths, packagesNamedIn } from './package-paths.ts';
import { resolvePackage } from './resolve-package.ts';

/**
 * Resolves the packages of a root, dependencies first.
 *
 * @param previous the former result for the same root, which must not be used any more: a package is reused, as the
 * same object, when its own ASTs and the exports of the packages that it names are unchanged
 * @param known the same in every call; a report of a missing package names them
 */
export function resolveRoot(
  root: Root,
  features: Features,
  previous?: ResolvedRoot,
  known = noKnownPackages,
): ResolvedRoot {
  const hasUnread = root.unread.length > 0;
  const usable = previous?.hasUnread === hasUnread ? previous : undefined;
  return new RootResolver(root, features, usable, known).run();
}

class RootResolver {
  private readonly sources: readonly PackageSource[];
  private readonly byKey = new Map<string, PackageSource>();
  private readonly resolved = new Map<PackageSource, ResolvedPackage>();
  private readonly visiting = new Set<PackageSource>();
  private readonly problems: Problem[] = [];
  /** Whether the packages have the names that they had before, in the same order. */
  private hasSameKeys = false;
  /** Packages whose visible exports are unchanged, so that their dependents can be reused. */
  private readonly unchanged = new Set<PackageSource>();

  constructor(
    private readonly root: Root,
    private readonly features: Features,
    private readonly previous: ResolvedRoot | undefined,
    private readonly known: KnownPackages,
  ) {
    this.sources = [root.main, ...root.dependencies].flatMap((group) => [group.main, ...group.nested]);
  }

  run(): ResolvedRoot {
    for (const source of this.sources) this.register(source);
    this.hasSameKeys = this.sameKeys();
    for (const source of [...this.sources].sort(byName)) this.visit(source);
    const packages = new Map([...this.byKey].map(([key, source]) => [key, this.resolved.get(source)!]));
    return {
      main: this.resolved.get(this.root.main.main)!,
      packages,
      all: [...this.resolved.values()],
      problems: this.problems,
      hasUnread: this.root.unread.length > 0,
    };
  }

  private register(source: PackageSource): void {
    if (source.key === '') return;
    const first = this.byKey.get(source.key);
    if (!first) this.byKey.set(source.key, source);
    else if (isDecoded(source.idFile.uri)) {
      // Reported in a text file, which can be edited, if there is one; binary packages come last.
      const file = encodedFile(source.idFile.uri);
      const detail = { package: source.key, file: nameOf(file) };
      const related = [{ at: idRange(source), message: `\`${source.key}\` in the file` }];
      this.problems.push({ code: 'package-as-wit-and-wasm', at: idRange(first), detail, related });
    } else {
      const [one, second] = this.isNestedIn(first, source) ? [source, first] : [first, source];
      this.problems.push({
        code: 'duplicate-package',
        at: idRange(second),
        detail: { package: source.key },
        related: [{ at: idRange(one), message: `\`${source.key}\` is also defined here` }],
      });
    }
  }

  /** The reference reads the nested packages of a file before the one that the file is part of. */
  private isNestedIn(main: PackageSource, source: PackageSource): boolean {
    const groups = [this.root.main, ...this.root.dependencies];
    return groups.some((group) => group.main === main && group.nested.includes(source));
  }

  private visit(source: PackageSource): void {
    if (this.resolved.has(source)) return;
    for (const part of source.parts)
      for (const key of packagesNamedIn(part.items)) {
        const target = this.byKey.get(key);
        if (!target || this.resolved.has(target)) continue;
        // A cycle is reported where it closes behind the package it was entered by, as the reference does.
        if (this.visiting.has(target)) this.reportCycle(part, key);
        else this.visitDependency(target);
      }
    if (!this.resolved.has(source)) this.resolved.set(source, this.reusable(source) ?? this.resolve(source));
  }

  private visitDependency(target: PackageSource): void {
    this.visiting.add(target);
    this.visit(target);
    this.visiting.delete(target);
  }

  private reportCycle({ file, items }: Part, to: string): void {
    for (const { path, key } of packagePaths(items)) {
      const at = rangeOf(file.uri, path.package!);
      if (key === to) this.problems.push({ code: 'package-cycle', at, detail: { package: key } });
    }
  }

  private resolve(source: PackageSource): ResolvedPackage {
    const previous = this.previousVersion(source);
    if (previous) this.unchanged.add(source);
    const packages = {
      get: (key: string) => this.packageOf(key),
      keys: () => this.byKey.keys(),
      known: () => this.known.keys(),
      manifestHints: (key: string) => manifestHints(this.root.manifests ?? [], key),
      has: (key: string) => this.byKey.has(key) || this.root.unread.length > 0,
    };
    // The encoder has removed excluded items, so all remaining ones count.
    const features = isDecoded(source.idFile.uri) ? 'all' : this.features;
    return resolvePackage(source, features, packages, previous);
  }

  private isNamed(key: string): boolean {
    return this.previous!.all.some(({ dependencies }) => dependencies.has(key));
  }

  /** The package before an edit, if there are others that depend on it and cannot see the edit. */
  private previousVersion(source: PackageSource): ResolvedPackage | undefined {
    const before = this.previous?.packages.get(source.key);
    if (!before || this.byKey.get(source.key) !== source) return undefined;
    // Another of the same name may have been the first one before, and is still there as it was.
    if (this.sources.some((other) => other !== source && other.key === source.key)) return undefined;
    if (!this.isNamed(source.key) || before.problems.some(({ code }) => code.startsWith('duplicate-')))
      return undefined;
    const hasSameDependencies = [...before.dependencies].every((key) => this.isUnchanged(key));
    return hasSameDependencies && exportsOf(before.source) === exportsOf(source) ? before : undefined;
  }

  private packageOf(key: string): ResolvedPackage | undefined {
    const source = this.byKey.get(key);
    return source && this.resolved.get(source);
  }

  private reusable(source: PackageSource): ResolvedPackage | undefined {
    const before = this.before(source);
    if (!before || ![...before.dependencies].every((key) => this.isUnchanged(key))) return undefined;
    // A missing package is reported together with those found instead.
    if (!this.hasSameKeys && before.problems.some(({ code }) => code === 'unknown-package')) return undefined;
    const sameWorlds = [...before.includes].every(
      (key) => key === before.key || this.packageOf(key) === this.previous!.packages.get(key),
    );
    if (!sameWorlds) return undefined;
    this.unchanged.add(source);
    return before;
  }

  private sameKeys(): boolean {
    if (!this.previous) return false;
    const [before, now] = [[...this.previous.packages.keys()], [...this.byKey.keys()]];
    return before.length === now.length && before.every((key, n) => key === now[n]);
  }

  /** The same package, read from the same ASTs. Those that others hide by the same name are looked for. */
  private before(source: PackageSource): ResolvedPackage | undefined {
    const named = this.previous?.packages.get(source.key);
    if (named && sameSource(named.source, source)) return named;
    const hidden = named === undefined || this.byKey.get(source.key) !== source;
    return hidden ? this.previous?.all.find((one) => sameSource(one.source, source)) : undefined;
  }

  private isUnchanged(key: string): boolean {
    const source = this.byKey.get(key);
    return source ? this.unchanged.has(source) : !this.previous!.packages.has(key);
  }
}

const byName = (one: PackageSource, other: PackageSource): number => (one.key < other.key ? -1 : 1);

/** The place of a package's name: in the last file that declares it, as the reference has it. */
function idRange({ id, idFile, parts, nested }: PackageSource): TokenRange {
  const last = nested ? undefined : parts.findLast(({ file }) => file.ast.header);
  if (last) return rangeOf(last.file.uri, last.file.ast.header!.id);
  return id ? rangeOf(idFile.uri, id) : { uri: parts[0]!.file.uri, first: 0, last: 0 };
}

function sameSource(one: PackageSource, other: PackageSource): boolean {
  if (one.key !== other.key || one.parts.length !== other.parts.length) return false;
  return one.parts.every(({ file, items }, index) => {
    const part = other.parts[index]!;
    return part.file.uri === file.uri && part.items === items;
  });
}
