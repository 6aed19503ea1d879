import { randomUUID } from 'node:crypto';
import { copyFile, link, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { guestFiles, type Transpiled } from './transpile.ts';

/**
 * The folder that one guest's process may read. It is created before the program is known, and contains links to the
 * files of translated components, which therefore remain when the cache is pruned.
 */
export class GuestFolder {
  readonly path: string;
  /** Of the components that were added together. */
  readonly #added: (readonly string[])[] = [];
  readonly #linked = new Set<string>();

  private constructor(path: string) {
    this.path = path;
  }

  /** Also removes the folders of hosts that ended without doing so. */
  static async create(storage: string): Promise<GuestFolder> {
    const guests = join(storage, 'guests');
    const path = join(guests, `${process.pid}.${randomUUID()}`);
    makeFolder(path);
    void removeAbandoned(guests);
    return new GuestFolder(path);
  }

  /** Adds components that run together. @returns them with their files in this folder */
  async add(all: readonly Transpiled[]): Promise<Transpiled[]> {
    const hashes = all.map(({ hash }) => hash);
    if (hashes.join() !== this.#added.at(-1)?.join()) this.#added.push(hashes);
    await Promise.all(all.filter(({ hash }) => !this.#linked.has(hash)).map((one) => this.#link(one)));
    return all.map((one) => ({ ...one, folder: this.#folderOf(one) }));
  }

  async #link(transpiled: Transpiled): Promise<void> {
    const folder = this.#folderOf(transpiled);
    makeFolder(folder);
    const names = guestFiles(transpiled.manifest);
    await Promise.all(names.map((name) => linkOrCopy(join(transpiled.folder, name), join(folder, name))));
    this.#linked.add(transpiled.hash);
  }

  #folderOf({ hash }: Transpiled): string {
    return join(this.path, hash);
  }

  /** Removes the components that were added before the last two: guests of the one before may still start. */
  async removeFormer(): Promise<void> {
    const former = this.#added.splice(0, this.#added.length - 2).flat();
    const used = new Set(this.#added.flat());
    const unused = former.filter((hash) => !used.has(hash));
    for (const hash of unused) this.#linked.delete(hash);
    await Promise.all(unused.map((hash) => rm(join(this.path, hash), { recursive: true, force: true })));
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Some file systems have no links. Two instances of a composition may be of one component. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await copyFile(from, to);
  }
}

async function removeAbandoned(guests: string): Promise<void> {
  const names = await readdir(guests).catch(() => []);
  for (const name of names) {
    // A folder that cannot be removed now is found again by the next host.
    if (!isRunning(Number.parseInt(name, 10)))
      await rm(join(guests, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs, for another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
