/** WebAssembly/wasi-testsuite, a checkout of its branch prod/testsuite-base. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { wrap } from '../../host/src/engine/core-module.ts';
import { ours, theirs, type Host } from './hosts.ts';
import { type Operation, perform } from './operations.ts';
import { serveEndpoints, type ServerSpec } from './endpoints.ts';
import type { Miss, Result } from './outcome.ts';

/** The specification beside a program, whose missing members have defaults. */
interface Spec {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly root?: string;
  readonly exit_code?: number;
  readonly stdout?: string;
  readonly proposals?: readonly string[];
  readonly world?: string;
  readonly servers?: readonly ServerSpec[];
  readonly operations?: readonly Operation[];
}

/** @param version `wasm32-wasip1` or `wasm32-wasip3` */
export async function* wasiTestsuite(checkout: string, version: string): AsyncGenerator<Result> {
  for (const program of programsOf(checkout, version)) {
    const name = `${version}/${program.split('/').at(-4)}/${basename(program, '.wasm')}`;
    const [here, there] = await Promise.all([ours, theirs].map((host) => attempt(host, program, version)));
    yield { name, ours: here, wasmtime: there };
  }
}

function programsOf(checkout: string, version: string): string[] {
  const languages = readdirSync(join(checkout, 'tests'));
  const folders = languages.map((language) => join(checkout, 'tests', language, 'testsuite', version));
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.wasm'))
      .sort()
      .map((name) => join(folder, name)),
  );
}

/** Each host gets a copy of the folder as it comes, and the component that a core module becomes here. */
async function attempt(host: Host, program: string, version: string): Promise<Miss> {
  const spec = specOf(program);
  const [run] = operationsOf(spec);
  const scratch = mkdtempSync(join(tmpdir(), 'conformance-'));
  const { addresses, close } = await serveEndpoints(spec.servers ?? []);
  try {
    const component = join(scratch, basename(program));
    writeFileSync(component, await wrap(readFileSync(program), program));
    const root = run.root === undefined ? undefined : join(scratch, 'root');
    if (root) cpSync(join(dirname(program), run.root!), root, { recursive: true, verbatimSymlinks: true });
    const line = host({
      component,
      args: run.args ?? [],
      env: { ...run.env, ...addresses },
      root,
      serves: spec.world === 'wasi:http/service',
      network: spec.proposals !== undefined,
      isAsync: version === 'wasm32-wasip3',
    });
    return await perform(line, operationsOf(spec).slice(1));
  } finally {
    close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const specOf = (program: string): Spec => {
  const file = program.replace(/\.wasm$/, '.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Spec) : {};
};

type Run = Extract<Operation, { type: 'run' }>;

/** The older form of a specification says the same with less words. */
function operationsOf({ operations, ...spec }: Spec): [Run, ...Operation[]] {
  if (operations) return operations as [Run, ...Operation[]];
  const { args, env, root, stdout } = spec;
  return [
    { type: 'run', ...(args && { args }), ...(env && { env }), ...(root !== undefined && { root }) },
    ...(stdout === undefined ? [] : [{ type: 'read', id: 'stdout', payload: stdout } as const]),
    { type: 'wait', exit_code: spec.exit_code ?? 0 },
  ];
}
