/** Random calls of wasi:filesystem and wasi:io by the program `command`, here and under wasmtime, compared to the letter. */
import { deepEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Outcome } from '../../host/src/run/testing/case.ts';
import { grantedFolder, type Granted } from '../../host/src/run/testing/folder.ts';
import { runOnHost } from '../../host/src/run/testing/on-host.ts';
import { judge } from '../../host/src/run/testing/on-wasmtime.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { random, type Random } from '../../server/src/syntax/testing/random.ts';

const STEPS = 10;

const words = (text: string): readonly string[] => text.split(' ');

/** The replacements of each name in a step. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  PATH: words(
    'a.txt empty.txt sub sub/b.txt sub/deep bare link link-to-sub link-to-link dangling loop absolute outward missing new . .. / sub/ a.txt/ sub/../a.txt link-to-sub/b.txt sub/upward new/x ./new link-to-sub/ dangling/ bare/.. sub/deep/. link-to-sub/.. %0 x%0 loop/ sub//b.txt //a.txt outward/ link/',
  ),
  FLAGS: words(
    'r w r,w w,create r,w,create,new w,create,trunc r,folder r,follow w,follow r,folder,follow w,create,follow w,trunc r,create r,w,trunc,follow',
  ),
  OFFSET: words('0 1 5 100 4096 65537 4294967295 9223372036854775807 18446744073709551615'),
  LENGTH: words('0 1 4 100 65537'),
  SECONDS: words('0 1 100000'),
  READ: words('in.read in.wait in.skip in.skip-wait in.all'),
  WRITE: ['write abc', 'wait abc', 'flush', 'flush-wait', 'check', 'ready', 'zeroes 5', 'zeroes-wait 3', 'long 4096', 'long 4097', 'over 1', 'bare x'], // prettier-ignore
};

const STEP_FORMS: readonly string[] = [
  ...Array<string>(4).fill('open PATH FLAGS'),
  ...words('mkdir rmdir unlink readlink stat stat-follow list same-as').map((name) => `${name} PATH`),
  ...words('rename rename link link-follow symlink').map((name) => `${name} PATH PATH`),
  'times-at PATH SECONDS 5',
  'times-at-follow PATH SECONDS 999999999',
  ...words('fstat type flags times-same sync sync-data advise list-open enter root root-as-file close'),
  'times SECONDS 7',
  'read LENGTH OFFSET',
  'write text LENGTH',
  'set-size LENGTH',
  ...words('text metadata link-metadata exists mkdirs rmdirs create-new').map((name) => `std.${name} PATH`),
  'std.write PATH xyz',
  'std.append PATH q',
  'std.copy PATH PATH',
  'read-stream OFFSET + READ LENGTH + drop-input',
  'write-stream LENGTH + out.WRITE + drop-output',
  'append-stream + out.wait zz + drop-output',
  'read-stream 0 + stdout + splice-wait LENGTH + drop-output + drop-input',
];

const randomStep = ({ pick }: Random): string =>
  pick(STEP_FORMS).replace(/[A-Z]+/g, (name) => pick(CHOICES[name]!));

/**
 * @param count of programs
 * @returns how many differed
 * @throws Error when there is no wasmtime
 */
export async function fuzzPrograms(count: number, first: number, every: number): Promise<number> {
  if (wasmtime.missing !== false) throw new Error(wasmtime.missing);
  const storage = mkdtempSync(join(tmpdir(), 'wit-studio-fuzz-'));
  const runOnWasmtime = judge(storage);
  let differ = 0;
  for (let seed = first; seed < first + count; seed++) {
    const chance = random(seed);
    const one: Case = {
      steps: Array.from({ length: STEPS }, () => randomStep(chance)).join(' + '),
      folder: true,
    };
    const expected = await inFolder((folder) => runOnWasmtime(one, folder));
    const actual = await inFolder((folder) => runOnHost(one, folder, storage));
    try {
      deepEqual(actual, expected);
    } catch (error) {
      differ++;
      console.log(`seed ${seed}: ${one.steps}\n${(error as Error).message}`);
    }
    if (seed % every === 0) console.log(`seed ${seed}: ${differ} differ`);
  }
  rmSync(storage, { recursive: true });
  console.log(`${count} programs of ${STEPS} steps, ${differ} differ`);
  return differ;
}

async function inFolder(runOnce: (folder: Granted) => Promise<Outcome>): Promise<Outcome> {
  const folder = grantedFolder();
  try {
    return await runOnce(folder);
  } finally {
    folder.remove();
  }
}
