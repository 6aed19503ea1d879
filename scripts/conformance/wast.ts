/** Goes through the commands of a .wast with our engine. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fuse } from '../../host/src/engine/fusing/fuse.ts';
import { loadProgram, type Exports, type Program } from '../../host/src/engine/instantiate.ts';
import { compile } from '../../host/src/engine/modules.ts';
import { functionsOf, scriptOf, transpile } from '../../host/src/engine/transpile.ts';
import { invoke } from '../../host/src/guest/thread/invoke.ts';
import { hasJspi } from '../../host/src/node/flags.ts';
import { HostError } from '../../host/src/base/problem.ts';
import { readCall } from '../../host/src/wave/call.ts';
import type { ExportedFunction } from '../../host/src/wave/exported.ts';
import { printValue } from '../../host/src/wave/print.ts';
import { readValue } from '../../host/src/wave/read.ts';
import { Scanner } from '../../host/src/wave/scanner.ts';
import { type Const, waveOf } from './wave-of.ts';

export interface Script {
  readonly commands: readonly Command[];
}

interface Action {
  readonly module?: string;
  readonly field: string;
  readonly args: readonly Const[];
}

interface Command {
  readonly type: string;
  readonly line: number;
  readonly name?: string;
  readonly module?: string;
  readonly instance?: string;
  readonly filename?: string;
  readonly action?: Action;
  readonly expected?: readonly Const[];
}

interface Definition {
  readonly program: Program;
  readonly functions: readonly ExportedFunction[];
}

interface Instance {
  readonly exports: Exports;
  readonly functions: readonly ExportedFunction[];
}

/** Longer than any call takes. */
const LIMIT_MS = 5000;

/**
 * @param fuses whether each component that can be is fused first
 * @returns each command that did something else than the script says, as `LINE: REASON`
 */
export async function runScript({ commands }: Script, folder: string, fuses: boolean): Promise<string[]> {
  const storage = mkdtempSync(join(tmpdir(), 'conformance-cache-'));
  const runner = new Runner(folder, storage, fuses);
  const misses: string[] = [];
  for (const command of commands) {
    const miss = await runner.perform(command).catch((error: unknown) => reasonOf(error));
    if (miss !== undefined) misses.push(`${command.line}: ${miss}`);
  }
  rmSync(storage, { recursive: true });
  return misses;
}

const reasonOf = (error: unknown): string => {
  if (error instanceof HostError) return [error.problem.message, ...(error.problem.causes ?? [])].join(': ');
  return error instanceof Error ? error.message : String(error);
};

class Runner {
  readonly #folder: string;
  readonly #storage: string;
  readonly #fuses: boolean;
  readonly #definitions = new Map<string | undefined, Definition>();
  readonly #instances = new Map<string | undefined, Instance>();

  constructor(folder: string, storage: string, fuses: boolean) {
    this.#folder = folder;
    this.#storage = storage;
    this.#fuses = fuses;
  }

  /** @returns the difference from the command's expectation */
  async perform(command: Command): Promise<string | undefined> {
    const { type, filename = '', action } = command;
    switch (type) {
      case 'module_definition':
        this.#definitions.set(command.name, await this.#define(filename));
        return undefined;
      case 'module_instance':
        await this.#instantiate(command.instance, this.#definitions.get(command.module));
        return undefined;
      case 'module':
        await this.#instantiate(command.name, await this.#define(filename));
        return undefined;
      case 'assert_uninstantiable':
        return this.#fails(async () => this.#instantiate('?', await this.#define(filename)));
      // A malformed or invalid file is refused before it is used.
      case 'assert_invalid':
      case 'assert_malformed':
        return this.#isRefused(filename);
      case 'action':
        await this.#call(action!);
        return undefined;
      case 'assert_trap':
        return this.#fails(() => this.#call(action!));
      case 'assert_return':
        return this.#call(action!, command.expected);
      default:
        return `${type} is not known to this runner`;
    }
  }

  async #define(filename: string): Promise<Definition> {
    const path = join(this.#folder, filename);
    const transpiled = await transpile(this.#fuses ? await fused(path) : path, this.#storage);
    if (transpiled.manifest.asynchronous && !hasJspi())
      throw new Error('run the suite on Node.js 24: it has JSPI');
    const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
    return { program, functions: await functionsOf(transpiled) };
  }

  async #instantiate(name: string | undefined, definition: Definition | undefined): Promise<void> {
    this.#instances.delete(name);
    this.#instances.delete(undefined);
    if (!definition) throw new Error('what it is an instance of was not made');
    const { program, functions } = definition;
    const instance = { exports: await soon(program({})), functions };
    this.#instances.set(name, instance);
    this.#instances.set(undefined, instance);
  }

  async #call({ module, field, args }: Action, expected?: readonly Const[]): Promise<string | undefined> {
    const instance = this.#instances.get(module);
    if (!instance) throw new Error('there is no instance');
    const call = readCall(`${field}(${args.map(waveOf).join(', ')})`, instance.functions);
    const printed = await soon(invoke(instance.exports, call));
    if (expected === undefined) return undefined;
    const [value] = expected;
    const wanted =
      value && call.result
        ? printValue(readValue(new Scanner(waveOf(value)), call.result), call.result)
        : '()';
    return printed === wanted ? undefined : `${printed} in place of ${wanted}`;
  }

  async #fails(attempt: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await attempt();
    } catch (error) {
      // A trap is an error of WebAssembly; a refusal of the host is not.
      return error instanceof HostError || isOurs(error) ? `no trap: ${reasonOf(error)}` : undefined;
    }
    return 'no trap';
  }

  async #isRefused(filename: string): Promise<string | undefined> {
    const refused = await this.#define(filename).then(
      () => undefined,
      (error: unknown) => error,
    );
    return refused instanceof HostError ? undefined : `accepted`;
  }
}

/** A file of the fused component; what cannot be fused stays as it is. */
async function fused(path: string): Promise<string> {
  const { bytes, fusing } = await fuse(new Uint8Array(readFileSync(path)), { inlines: false });
  if ('reasons' in fusing) return path;
  writeFileSync(`${path}.fused`, bytes);
  return `${path}.fused`;
}

const TIMEOUT = 'it does not return';
const isOurs = (error: unknown): boolean =>
  error instanceof Error && (error.message === TIMEOUT || /was not made|no instance/.test(error.message));

/** A call that waits for ever is a miss. */
const soon = <T>(call: Promise<T>): Promise<T> =>
  Promise.race([
    call,
    after(LIMIT_MS, undefined, { ref: false }).then(() => {
      throw new Error(TIMEOUT);
    }),
  ]);
