/**
 * At most one host has the stores of a folder open. Node.js has no file locks, so owners are numbered: a file `owner-N`
 * names the process that owns the folder since then. Nobody removes the newest of them, and only one of all processes
 * that see the end of an owner can create the next.
 */
import { readFileSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../base/problem.ts';

const NAME = /^owner-(\d{1,15})$/;
const RELEASED = 'nobody';
/** How old a file may be that its owner has not filled yet. */
const UNFILLED_MS = 10_000;

/** @returns releases the folder. @throws HostError `keyvalue-in-use` */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const numbers = await ownersOf(folder);
  const newest = Math.max(0, ...numbers);
  if (newest > 0 && (await isOwned(join(folder, `owner-${newest}`)))) throw inUse(folder);
  const own = join(folder, `owner-${newest + 1}`);
  try {
    await writeFile(own, identity(process.pid) ?? '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? inUse(folder) : error;
  }
  for (const number of numbers) await rm(join(folder, `owner-${number}`), { force: true });
  return () => writeFile(own, RELEASED);
}

async function ownersOf(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => NAME.exec(name)?.slice(1).map(Number) ?? []);
}

async function isOwned(file: string): Promise<boolean> {
  let owner: string;
  try {
    owner = readFileSync(file, 'utf8');
    if (owner === '') return Date.now() - (await stat(file)).mtimeMs < UNFILLED_MS;
  } catch (error) {
    // Another host has taken its place just now.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  return owner !== RELEASED && identity(Number.parseInt(owner, 10)) === owner;
}

/** A process that runs, by its number and, on Linux, by its start, since numbers are used again; undefined when gone. */
function identity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process of another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return `${pid} ${startOf(pid)}`;
}

function startOf(pid: number): string {
  try {
    // The name of the program, in brackets, may have spaces.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

const inUse = (folder: string): HostError =>
  new HostError({
    code: 'keyvalue-in-use',
    message: `another WIT Studio has the stores in ${folder} open`,
    help: 'Stop the process that uses this folder, or name another one.',
  });
