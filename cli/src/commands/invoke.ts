import { functionsOf, transpile } from '../../../host/src/engine/transpile.ts';
import { nodeFor } from '../../../host/src/run/node-for.ts';
import { exampleCalls } from '../../../host/src/wave/functions.ts';
import { ownCaller, type Caller } from '../caller.ts';
import { storage } from '../context.ts';
import type { Asked } from '../run-component.ts';
import { fuseOption, fuseUsage } from '../fuse-option.ts';
import { grantOptions, grantUsage } from '../grants.ts';
import { runnable } from '../runnable.ts';
import { traceOption, traceUsage } from '../trace-option.ts';
import { parse, Usage } from '../usage.ts';
import { askedBy, runAsked } from './run.ts';

const USAGE = `usage: wit-studio invoke [OPTIONS] COMPONENT [CALL]

Calls one export, as in 'add(1, 2)' or 'ns:pkg/iface.check@1.0.0(none)', and prints its result, both in WAVE.
Without a call it lists a call of each function that works.
COMPONENT may be a folder, which is built first, or a plan (composition.toml or its folder, a .wac document), which is composed.${fuseUsage}${traceUsage}${grantUsage}`;

export async function invoke(args: readonly string[]): Promise<number> {
  const asked = readInvoke(args);
  return asked.params.invoke === undefined ? listCalls(asked.component) : runAsked(asked);
}

/** @throws Usage, Help */
export function readInvoke(args: readonly string[], caller: Caller = ownCaller()): Asked {
  const { values, positionals } = parse(args, { ...grantOptions, ...traceOption, ...fuseOption }, USAGE);
  const [component, call, ...others] = positionals;
  if (component === undefined) throw new Usage('which component?', USAGE);
  if (others.length > 0) throw new Usage(`one call at a time: ${others[0]} is one more`, USAGE);
  return askedBy(values, component, [], USAGE, caller, call);
}

async function listCalls(component: string): Promise<number> {
  const { multiMemory } = await nodeFor({ storage: storage() });
  const transpiled = await transpile(await runnable(component), storage(), undefined, multiMemory);
  const functions = exampleCalls(await functionsOf(transpiled));
  const served = functions.some(({ name }) => /^wasi:http\/(incoming-)?handler\b/.test(name));
  if (served) process.stdout.write(`// It answers HTTP requests: wit-studio serve ${component}\n`);
  const lines = functions.map(({ name, signature, call }) =>
    call === undefined ? `// ${name}${signature} takes a handle\n` : `${call}  // ${signature}\n`,
  );
  process.stdout.write(lines.join('') || 'It exports no function that can be called.\n');
  return 0;
}
