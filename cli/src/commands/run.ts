import { basename } from 'node:path';
import type { StandardStream } from '../../../host/src/protocol.ts';
import { fuseOf, fuseOption, fuseUsage } from '../fuse-option.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf, type GrantValues } from '../grants.ts';
import { runComponent } from '../run-component.ts';
import { runnable } from '../runnable.ts';
import { traceOf, traceOption, traceUsage } from '../trace-option.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio run [OPTIONS] COMPONENT [ARGUMENT…]

Runs a component that exports wasi:cli/run, and leaves with its exit code.
COMPONENT may be a folder, which is built first, or a plan (composition.toml or its folder, a .wac document), which is composed.
OPTIONS stand before COMPONENT; what follows it is for the component.
  --invoke CALL             call this export instead, as in 'add(1, 2)' or
                            'ns:pkg/iface.check@1.0.0(none)', and print its result${fuseUsage}${traceUsage}${grantUsage}`;

export async function run(args: readonly string[]): Promise<number> {
  const [own, guestArgs] = splitAtComponent(args);
  const { values, positionals } = parse(
    own,
    {
      ...grantOptions,
      ...traceOption,
      ...fuseOption,
      invoke: { type: 'string' },
    },
    USAGE,
  );
  const [component] = positionals;
  if (component === undefined) throw new Usage('which component?', USAGE);
  return runOnce(values, component, guestArgs, USAGE, values.invoke);
}

/** Runs a command, or makes `call`, and prints its result. */
export async function runOnce(
  values: GrantValues & { readonly trace?: string; readonly 'no-fuse'?: boolean },
  component: string,
  guestArgs: readonly string[],
  usage: string,
  call?: string,
): Promise<number> {
  const grants = {
    ...grantsOf(values, [basename(component), ...guestArgs], usage),
    terminals: ownTerminals(),
  };
  const limits = limitsOf(values, usage);
  const own = { ...limits, ...fuseOf(values), ...traceOf(values) };
  const params = { component: await runnable(component), grants, ...own };
  const { exitCode, value } = await runComponent(call === undefined ? params : { ...params, invoke: call });
  if (value !== undefined) process.stdout.write(`${value}\n`);
  return exitCode;
}

/** The guest has the standard streams of this process. */
const ownTerminals = (): StandardStream[] =>
  (['stdin', 'stdout', 'stderr'] as const).filter((stream) => process[stream].isTTY);

/** What stands behind the component is the guest's, flags included. */
function splitAtComponent(args: readonly string[]): [own: readonly string[], guest: readonly string[]] {
  const takesValue = /^(--(dir|env|keyvalue|wasi|wasm|timeout|max-memory|invoke|trace)|-[SW])$/;
  for (let at = 0; at < args.length; at++) {
    if (takesValue.test(args[at] ?? '')) at++;
    else if (!args[at]?.startsWith('-')) return [args.slice(0, at + 1), args.slice(at + 1)];
  }
  return [args, []];
}
