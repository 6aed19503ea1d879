import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HostError } from '../base/problem.ts';
import { encodeGroup, HEADER, readGroups } from './log-format.ts';
import type { Change, Table } from './table.ts';

/** Bytes of changes in one group of a rewritten log. */
const GROUP_BYTES = 4_194_304;
/** A log is rewritten when it has more than this of outdated entries, and more of them than current ones. */
const STALE_BYTES = 1_048_576;

/** The file that the entries of a store are read from, and to whose end changes are written. */
export class Log {
  readonly #path: string;
  #file: FileHandle;
  #end: number;

  private constructor(path: string, file: FileHandle, end: number) {
    this.#path = path;
    this.#file = file;
    this.#end = end;
  }

  /**
   * Opens a log, or begins one, and reads its entries into `table`. An unfinished group at its end, which no guest had
   * confirmed to it, is cut off.
   * @throws HostError `keyvalue-damaged`
   */
  static async open(path: string, table: Table): Promise<Log> {
    const file = await open(path, 'a+', 0o600);
    try {
      const { end, damaged } = readGroups(await readFile(path), (changes) => table.restore(changes));
      if (damaged) throw damage(path, end);
      const log = new Log(path, file, end);
      await log.#cut();
      return log;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the changes are on the disk. When it rejects, none of them is in the log. */
  async append(changes: readonly Change[]): Promise<void> {
    const group = encodeGroup(changes);
    try {
      await this.#file.appendFile(group);
      await this.#file.datasync();
      this.#end += group.length;
    } catch (error) {
      await this.#cut();
      throw error;
    }
  }

  /** Writes the current entries into a new file when the log has become long, and replaces the log at once. */
  async shorten(table: Table): Promise<void> {
    if (this.#end < 2 * table.bytes + STALE_BYTES) return;
    const draft = `${this.#path}.new`;
    const file = await open(draft, 'w+', 0o600);
    try {
      const end = await writeAll(file, table);
      await file.sync();
      await rename(draft, this.#path);
      await syncFolder(dirname(this.#path));
      await this.#file.close();
      this.#file = file;
      this.#end = end;
    } catch (error) {
      if (this.#file !== file) await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Ends the file behind the last whole group. */
  async #cut(): Promise<void> {
    await this.#file.truncate(this.#end);
    if (this.#end === 0) {
      await this.#file.appendFile(HEADER);
      this.#end = HEADER.length;
      await syncFolder(dirname(this.#path));
    }
    await this.#file.sync();
  }
}

async function writeAll(file: FileHandle, table: Table): Promise<number> {
  let end = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    await file.appendFile(bytes);
    end += bytes.length;
  };
  await write(HEADER);
  let [group, bytes]: [Change[], number] = [[], 0];
  for (const entry of table.entries()) {
    group.push(entry);
    bytes += entry[1].length;
    if (bytes < GROUP_BYTES && group.length < 10_000) continue;
    await write(encodeGroup(group));
    [group, bytes] = [[], 0];
  }
  if (group.length > 0) await write(encodeGroup(group));
  return end;
}

/** Syncs the folder, so that the name of a new file outlives a loss of power. Windows syncs no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const damage = (path: string, end: number): HostError =>
  new HostError({
    code: 'keyvalue-damaged',
    message: `${path} is not the store that was written: it is damaged at byte ${end}`,
    help: 'Restore the file from a backup, or move it away to start with an empty store.',
  });
