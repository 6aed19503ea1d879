import { knownWasi } from '../../../server/src/node/known-wasi.ts';
import type { KnownPackage } from '../../../server/src/packages/known-packages.ts';
import { pathsOf } from '../../../server/src/resolve/package-paths.ts';
import { compareVersions } from '../../../server/src/syntax/version.ts';
import { nearest } from '../../../server/src/base/nearest.ts';
import { HostError } from '../base/problem.ts';
import type { NewFiles } from './files.ts';
import { itemId, unversioned, versionOf } from '../../../server/src/base/ids.ts';

/** A world of WASI by its full name. */
export interface WasiWorld {
  /** `wasi:http/proxy@0.2.12` */
  readonly id: string;
  readonly package: string;
}

/** Of each world of WASI that a component exports something for, the versions that are known, the newest first. */
export function wasiWorlds(): readonly WasiWorld[] {
  const all = [...knownWasi.all()].flatMap(({ key, source }) =>
    source.main.parts.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.kind === 'world' && item.name && item.items.some(isExport)
          ? [{ id: itemId(key, item.name.text), package: key }]
          : [],
      ),
    ),
  );
  return all.sort((a, b) => compareVersions(versionIn(b.id), versionIn(a.id)));
}

const isExport = (item: { kind: string; direction?: string }): boolean =>
  item.kind === 'extern' && item.direction === 'export';
const versionIn = (id: string): string => versionOf(id) ?? '0.0.0';

/**
 * The world of WASI that a name means. Without a version it is the newest of 0.2, which every host of components
 * has, else the newest.
 * @throws HostError `world-unknown`
 */
export function findWasiWorld(name: string): WasiWorld {
  const all = wasiWorlds();
  const exact = all.find(({ id }) => id === name);
  const named = all.filter(({ id }) => unversioned(id) === name);
  const found = exact ?? named.find(({ id }) => versionIn(id).startsWith('0.2.')) ?? named[0];
  if (found) return found;
  const names = [...new Set(all.map(({ id }) => unversioned(id)))];
  const near = nearest(name, [...names, ...all.map(({ id }) => id)]);
  const versions = all.filter(({ id }) => unversioned(id) === unversioned(name)).map(({ id }) => id);
  throw new HostError({
    code: 'world-unknown',
    message: `${name} is not a known world of WASI`,
    help: near
      ? `Did you mean ${near}?`
      : `Known are ${(versions.length > 0 ? versions : names).join(', ')}.`,
  });
}

/** The files that put packages of WASI, with all they need, into `deps` of a package. */
export function wasiDependencies(key: string): NewFiles {
  const found = new Map<string, KnownPackage>();
  const open = [key];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const one = knownWasi.get(next);
    if (!one || found.has(next)) continue;
    found.set(next, one);
    for (const path of pathsOf(one.source.main)) open.push(path.key);
  }
  return Object.fromEntries(
    [...found.values()].map(({ key: name, text }) => [
      `wit/deps/${name.replaceAll(/[:@]/g, '-')}/package.wit`,
      text,
    ]),
  );
}
