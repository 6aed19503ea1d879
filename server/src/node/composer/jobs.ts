/** The jobs of the composer thread. Arguments and results can be cloned structurally. */
import { readFile } from 'node:fs/promises';
import manifest from '../../../../toolkit/dist/manifest.json' with { type: 'json' };
import { ProblemError } from '../../base/problem.ts';
import type { Composer } from '../../compositions/composer.ts';
import { connect } from '../../compositions/graph/connect.ts';
import { composeOrMistakes } from '../../compositions/document/compose-document.ts';
import { readOrMistakes } from '../../compositions/document/document-mistakes.ts';
import { encodeWit } from '../../compositions/target.ts';
import { wrapModule } from '../../compositions/core-module.ts';
import { resultOf, type Toolkit } from '../../compositions/toolkit.ts';

// The bundle of this is in dist/host, with the toolkit and jco's tools.
const fromSources = import.meta.url.endsWith('.ts');
const binary = new URL(
  fromSources ? '../../../../toolkit/dist/toolkit.wasm' : './toolkit.wasm',
  import.meta.url,
);

let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;
let instance: Promise<Toolkit> | undefined;

export const jobs: Composer = {
  wrap: (module, path) =>
    withToolkit((toolkit) => {
      try {
        return { ok: wrapModule(toolkit, module, path) };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return { err: error.problem };
      }
    }),
  describe: (component) => withToolkit(({ describe }) => resultOf(() => describe.describe(component))),
  check: (loaded) =>
    withToolkit((toolkit) => {
      try {
        connect(toolkit, loaded);
        return [];
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return error.problem.findings ?? [{ ...error.problem, severity: 'error' }];
      }
    }),
  packages: (whole) =>
    withToolkit(({ document }) => readOrMistakes(whole, (text) => resultOf(() => document.packages(text)))),
  outline: (text) => withToolkit(({ document }) => resultOf(() => document.outlineOf(text))),
  checkDocument: (whole, given) =>
    withToolkit((toolkit) => {
      const composed = composeOrMistakes(toolkit, whole, given);
      return 'err' in composed ? composed.err : [];
    }),
  encode: (wit) => withToolkit((toolkit) => encodeWit(toolkit, wit)),
  wit: (component) => withToolkit(({ packages }) => resultOf(() => packages.ofComponent(component))),
};

/** An instance that trapped cannot be entered again: the next call gets a new one. */
async function withToolkit<T>(use: (toolkit: Toolkit) => T): Promise<T> {
  const toolkit = await (instance ??= loadToolkit());
  try {
    return use(toolkit);
  } catch (error) {
    instance = undefined;
    throw error;
  }
}

async function loadToolkit(): Promise<Toolkit> {
  const { instantiate } = await import('../../../../toolkit/dist/toolkit.js');
  const compiled = await (modules ??= compileModules());
  return instantiate((name) => compiled.get(name)!, {});
}

async function compileModules(): Promise<ReadonlyMap<string, WebAssembly.Module>> {
  const component = await readFile(binary);
  const entries = Object.entries(manifest.coreModules).map(
    async ([name, { start, end }]) =>
      [name, await WebAssembly.compile(component.subarray(start, end))] as const,
  );
  return new Map(await Promise.all(entries));
}
