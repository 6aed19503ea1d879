import { basename } from 'node:path';
import { ownCaller, type Caller } from '../caller.ts';
import { fuseOf, fuseOption, fuseUsage } from '../options/fuse.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf, type GrantValues } from '../options/grants.ts';
import { runComponent, type RunRequest } from '../run-component.ts';
import { runnable } from '../runnable.ts';
import { traceOf, traceOption, traceUsage } from '../options/trace.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio run [OPTIONS] COMPONENT [ARGUMENT…]

Runs a component that exports wasi:cli/run, and exits with its exit code.
COMPONENT is a .wasm file, a folder, which is built first, or a plan (composition.toml or its folder, a .wac document),
which is composed first.
OPTIONS precede COMPONENT; arguments after it are passed to the component.
  --invoke CALL             call this export instead, as in 'add(1, 2)' or
                            'ns:pkg/iface.check@1.0.0(none)', and print its result
  --argv0 NAME              the first argument that the component gets (default: the name of its file)${fuseUsage}${traceUsage}${grantUsage}`;

const options = {
  ...grantOptions,
  ...traceOption,
  ...fuseOption,
  invoke: { type: 'string' },
  argv0: { type: 'string' },
} as const;

export const run = (args: readonly string[]): Promise<number> => executeRun(readRun(args));

/** @throws Usage, Help */
export function readRun(args: readonly string[], caller: Caller = ownCaller()): RunRequest {
  const [own, guestArgs] = splitAtComponent(args);
  const { values, positionals } = parse(own, options, USAGE);
  const [component] = positionals;
  if (component === undefined) throw new Usage('a component is required', USAGE);
  return runRequest(values, { component, guestArgs, call: values.invoke, usage: USAGE, caller });
}

interface Invocation {
  readonly component: string;
  /** The arguments that a command gets. */
  readonly guestArgs: readonly string[];
  /** The export to call, in WAVE; undefined to run the command. */
  readonly call: string | undefined;
  /** The usage that a mistake in the values is reported with. */
  readonly usage: string;
  readonly caller: Caller;
}

/** @throws Usage */
export function runRequest(
  values: GrantValues & {
    readonly trace?: string;
    readonly 'no-fuse'?: boolean;
    readonly argv0?: string;
  },
  { component, guestArgs, call, usage, caller }: Invocation,
): RunRequest {
  const grants = {
    ...grantsOf(values, [values.argv0 ?? basename(component), ...guestArgs], usage, caller),
    terminals: caller.terminals,
  };
  const params = {
    grants,
    ...limitsOf(values, usage),
    ...fuseOf(values),
    ...traceOf(values, caller.cwd),
    ...(call !== undefined && { invoke: call }),
  };
  return { component, params };
}

/** Runs it, and prints the result of a call. */
export async function executeRun({ component, params }: RunRequest): Promise<number> {
  const { exitCode, value } = await runComponent({ ...params, component: await runnable(component) });
  if (value !== undefined) process.stdout.write(`${value}\n`);
  return exitCode;
}

/** Arguments after the component are the guest's, including flags. */
function splitAtComponent(args: readonly string[]): [own: readonly string[], guest: readonly string[]] {
  for (let at = 0; at < args.length; at++) {
    if (WITH_VALUE.has(args[at] ?? '')) at++;
    else if (!args[at]?.startsWith('-')) return [args.slice(0, at + 1), args.slice(at + 1)];
  }
  return [args, []];
}

/** The options whose value is the next argument, by both names. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  Object.entries<{ readonly type: string; readonly short?: string }>(options).flatMap(
    ([name, { type, short }]) =>
      type === 'string' ? [`--${name}`, ...(short === undefined ? [] : [`-${short}`])] : [],
  ),
);
