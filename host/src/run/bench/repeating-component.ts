import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from '../../compose/compose.ts';
import { HostError } from '../../base/problem.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import type { WireCalls } from './wire-calls.ts';

/**
 * Makes a composition whose `repeat(times)` makes the call of a wire, with the same values: from a component that only
 * calls to a stub that only answers, so that what it costs is the call.
 * @param importer the component that makes the call
 * @param use gets the path of the composition, which exists until it is done
 * @returns undefined where the toolkit cannot make the call or its answer: it passes a resource, or waits
 */
export async function withRepeating<T>(
  { import: imported, call, answer }: WireCalls,
  importer: Uint8Array,
  { storage, signal }: { readonly storage: string; readonly signal: AbortSignal },
  use: (component: string) => Promise<T>,
): Promise<T | undefined> {
  const caller = await inToolThread('makeCaller', [importer, imported, call], signal);
  if ('err' in caller) return undefined;
  makeFolder(storage);
  const folder = await mkdtemp(join(storage, 'wire-'));
  try {
    const [plan, out] = [join(folder, 'composition.toml'), join(folder, 'wire.wasm')];
    await writeFile(join(folder, 'caller.wasm'), caller.ok);
    await writeFile(plan, planOf(imported, answer));
    if (!(await isComposed({ plan, out }, signal))) return undefined;
    return await use(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Composes. @returns false where a stub cannot give the result */
async function isComposed(
  params: { readonly plan: string; readonly out: string },
  signal: AbortSignal,
): Promise<boolean> {
  const build = () => Promise.reject(new Error('nothing is built'));
  try {
    await compose(params, { build, signal });
    return true;
  } catch (error) {
    if (error instanceof HostError && error.problem.code === 'stub-invalid') return false;
    throw error;
  }
}

/** The plan of the composition. Strings of JSON are strings of TOML. */
function planOf(imported: string, answer: WireCalls['answer']): string {
  const isFunction = !imported.includes('/');
  const value = answer && JSON.stringify(answer[1]);
  const answers = value === undefined ? 'true' : isFunction ? value : `{ ${answer![0]} = ${value} }`;
  return `[instances.caller]
component = "caller.wasm"
[instances.caller.imports]
${JSON.stringify(imported)} = { stub = ${answers} }
`;
}
