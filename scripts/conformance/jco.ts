/**
 * The component fixtures of bytecodealliance/jco, a checkout: what each does here and on wasmtime is compared. Imports
 * that are not of WASI are filled as its own tests do it, by the fixture made for it or by a stub.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { sha256 } from '../../host/src/base/files.ts';
import { wastCases } from './component-model.ts';
import { closedComponents } from './jco/satisfy-imports.ts';
import { callsOf, outcomeOf, type Side } from './jco/outcome-of.ts';
import { serveEcho } from './jco/echo.ts';
import type { Result } from './outcome.ts';

const TESTS = ['packages/jco-transpile/test/fixtures/components', 'packages/jco/test/fixtures/components'];
const SCRIPTS = 'packages/jco-transpile/test/fixtures/wast/component-model/async';

export async function* jco(checkout: string): AsyncGenerator<Result> {
  const echo = await serveEcho();
  /** Some lie in several folders. */
  const known = new Map<string, readonly Result[]>();
  for (const folder of TESTS.map((one) => join(checkout, one)))
    for (const fixture of fixturesIn(folder)) {
      const content = sha256(readFileSync(fixture));
      const results = known.get(content) ?? (await all(compared(fixture, echo.address)));
      known.set(content, results);
      const name = relative(folder, fixture).replace(/(\.component)?\.(wasm|wat)$/, '');
      for (const result of results) yield { ...result, name: name + result.name };
    }
  echo.close();
  yield* wastCases(join(checkout, SCRIPTS), 'wast');
}

const fixturesIn = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => /\.(wasm|wat)$/.test(name) && !hasBinary(join(folder, name)))
    .sort()
    .map((name) => join(folder, name));

/** A text beside its binary is the same component. */
const hasBinary = (path: string): boolean =>
  path.endsWith('.wat') && existsSync(path.replace(/wat$/, 'wasm'));

/** A fixture checks by itself that all is as it should be. */
const fails = (outcome: string): boolean => /"code":[^0]|"status":5|^fails/m.test(outcome);

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

/** @returns results, named so that several of one fixture differ */
async function* compared(fixture: string, server: string): AsyncGenerator<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    for (const { component, label } of await closedComponents(fixture, scratch)) {
      const around = { scratch, server, fixture: basename(fixture), listed: await callsOf(component) };
      const at = (side: Side) => outcomeOf(side, component, around);
      const [here, there] = [await at('ours'), await at('wasmtime')];
      const isBetter = fails(there) && !fails(here);
      const ours = here === there || isBetter ? undefined : `${here}\nin place of\n${there}`;
      yield { name: label, ours, wasmtime: isBetter ? there : undefined };
    }
  } catch (error) {
    yield { name: '', ours: String((error as { stderr?: string }).stderr ?? error), wasmtime: undefined };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
