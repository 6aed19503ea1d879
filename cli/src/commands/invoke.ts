import { functionsOf, transpile } from '../../../host/src/engine/transpile.ts';
import { nodeFor } from '../../../host/src/run/node-for.ts';
import { resourceFunctions } from '../../../host/src/run/component-world.ts';
import { exampleCalls } from '../../../host/src/wave/functions.ts';
import { ownCaller, type Caller } from '../caller.ts';
import { storage } from '../storage.ts';
import type { RunRequest } from '../run-component.ts';
import { fuseOption, fuseUsage } from '../options/fuse.ts';
import { grantOptions, grantUsage } from '../options/grants.ts';
import { runnable } from '../runnable.ts';
import { traceOption, traceUsage } from '../options/trace.ts';
import { parse, Usage } from '../usage.ts';
import { runRequest, executeRun } from './run.ts';

const USAGE = `usage: wit-studio invoke [OPTIONS] COMPONENT [CALL]

Calls one export, as in 'add(1, 2)' or 'ns:pkg/iface.check@1.0.0(none)', and prints its result, both in WAVE.
Without a call it prints a valid example call of each function.
COMPONENT is a .wasm file, a folder, which is built first, or a plan (composition.toml or its folder, a .wac document),
which is composed first.${fuseUsage}${traceUsage}${grantUsage}`;

export async function invoke(args: readonly string[]): Promise<number> {
  const request = readInvoke(args);
  return request.params.invoke === undefined ? listCalls(request.component) : executeRun(request);
}

/** @throws Usage, Help */
export function readInvoke(args: readonly string[], caller: Caller = ownCaller()): RunRequest {
  const { values, positionals } = parse(args, { ...grantOptions, ...traceOption, ...fuseOption }, USAGE);
  const [component, call, ...others] = positionals;
  if (component === undefined) throw new Usage('a component is required', USAGE);
  if (others.length > 0) throw new Usage(`only one call is allowed, unexpected argument ${others[0]}`, USAGE);
  return runRequest(values, { component, guestArgs: [], call, usage: USAGE, caller });
}

async function listCalls(component: string): Promise<number> {
  const { multiMemory } = await nodeFor({ storage: storage() });
  const path = await runnable(component);
  const functions = exampleCalls(await functionsOf(await transpile(path, storage(), { multiMemory })));
  const served = functions.some(({ name }) => /^wasi:http\/(incoming-)?handler\b/.test(name));
  if (served) process.stdout.write(`// It answers HTTP requests: wit-studio serve ${component}\n`);
  const calls = functions.map(({ name, signature, call }) =>
    call === undefined ? `// ${name}${signature} takes a handle\n` : `${call}  // ${signature}\n`,
  );
  const ofResources = (await resourceFunctions(path, { storage: storage() })).map(
    ({ name, signature }) => `//   ${name}${signature}\n`,
  );
  if (ofResources.length > 0)
    ofResources.unshift('// Functions of resources, which only another component can call:\n');
  const lines = [...calls, ...ofResources];
  process.stdout.write(lines.join('') || 'It exports no function that can be called.\n');
  return 0;
}
