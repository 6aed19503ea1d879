import { basename } from 'node:path';
import { once } from 'node:events';
import type { Reuse, ServeParams } from '../../../host/src/protocol.ts';
import { ownCaller, usesResident, type Caller } from '../caller.ts';
import { runContext } from '../context.ts';
import { fuseOf, fuseOption, fuseUsage } from '../options/fuse.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf } from '../options/grants.ts';
import { prepareNext, serveComponent, type ServeRequest } from '../serving/serve-component.ts';
import { traceOf, traceOption, traceUsage } from '../options/trace.ts';
import { parse, Usage } from '../usage.ts';
import { milliseconds } from '../options/wasm-switches.ts';

const USAGE = `usage: wit-studio serve [OPTIONS] COMPONENT

Serves a component that exports wasi:http/incoming-handler (0.2) or wasi:http/handler (0.3) until it is interrupted.
COMPONENT is a .wasm file, a folder, which is built first, or a plan (composition.toml or its folder, a .wac document),
which is composed first.
  --watch                   build, compose and serve again when a source changes; while it has an error, the
                            previous build is served
  --addr HOST:PORT          the address to listen on (default: 127.0.0.1:8080); port 0 takes a free one
  --concurrency N           maximum number of concurrent requests (default: 512)
  --upload-timeout TIME     how long a client may send nothing of a request body that the component waits for
                            (default: 60s); at most 2 s while other requests wait
  --max-instance-reuse-count N
                            maximum number of requests per instance (default: 1, for WASI 0.3 128)
  --max-instance-concurrent-reuse-count N
                            maximum number of concurrent requests per instance (default: 16; for WASI 0.2
                            always 1)
  --idle-instance-timeout TIME
                            how long an idle instance waits for another request (default: 1s)
  --no-logging-prefix       print the component's output without the request it belongs to
  --log-requests            print a line for each request: status, size, times
  --stop-within SECONDS     how long active requests may continue after an interrupt (default: 10); a second
                            interrupt ends them${fuseUsage}${traceUsage}${grantUsage}`;

export async function serve(args: readonly string[]): Promise<number> {
  const caller = ownCaller();
  const request = readServe(args, caller);
  if (usesResident()) prepareNext({ name: 'serve', args, ...caller });
  return serveComponent(request, { caller, context: runContext(), interrupted, report });
}

const report = (text: string): void => void process.stderr.write(text);

const interrupted = (): Promise<undefined> =>
  Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => undefined);

/** @throws Usage */
export function readServe(args: readonly string[], caller: Caller): ServeRequest {
  const options = {
    ...grantOptions,
    ...traceOption,
    ...fuseOption,
    addr: { type: 'string' },
    concurrency: { type: 'string' },
    'upload-timeout': { type: 'string' },
    'max-instance-reuse-count': { type: 'string' },
    'max-instance-concurrent-reuse-count': { type: 'string' },
    'idle-instance-timeout': { type: 'string' },
    'no-logging-prefix': { type: 'boolean' },
    'log-requests': { type: 'boolean' },
    'stop-within': { type: 'string' },
    watch: { type: 'boolean' },
  } as const;
  const { values, positionals } = parse(args, options, USAGE);
  const [component, ...more] = positionals;
  if (component === undefined || more.length > 0) throw new Usage('exactly one component is required', USAGE);
  const params = {
    grants: grantsOf(values, [basename(component)], USAGE, caller),
    addr: values.addr ?? '127.0.0.1:8080',
    ...limitsOf(values, USAGE),
    ...fuseOf(values),
    ...traceOf(values, caller.cwd),
    ...countOf('concurrency', values.concurrency),
    ...uploadOf(values['upload-timeout']),
    ...reuseOf(values),
    logPrefix: !values['no-logging-prefix'],
    logRequests: values['log-requests'] ?? false,
  };
  return { component, params, withinMs: stopWithin(values['stop-within']), watch: values.watch ?? false };
}

function reuseOf(values: Readonly<Record<string, unknown>>): Reuse {
  const text = (flag: string) => values[flag] as string | undefined;
  const count = <Name extends string>(name: Name, flag: string) => countOf(name, text(flag), flag);
  const idle = text('idle-instance-timeout');
  return {
    ...count('reuse', 'max-instance-reuse-count'),
    ...count('concurrentReuse', 'max-instance-concurrent-reuse-count'),
    ...(idle !== undefined && { idleMs: milliseconds(`--idle-instance-timeout ${idle}`, idle, USAGE) }),
  };
}

const uploadOf = (text?: string): Pick<ServeParams, 'uploadMs'> =>
  text === undefined ? {} : { uploadMs: milliseconds(`--upload-timeout ${text}`, text, USAGE) };

const MOST_SECONDS = 86_400;

function stopWithin(text = '10'): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds >= 0 && seconds <= MOST_SECONDS))
    throw new Usage(`--stop-within ${text} must be a number of seconds up to ${MOST_SECONDS}`, USAGE);
  return seconds * 1000;
}

function countOf<Name extends string>(
  name: Name,
  text: string | undefined,
  flag: string = name,
): Partial<Record<Name, number>> {
  if (text === undefined) return {};
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Usage(`--${flag} ${text} must be a positive integer`, USAGE);
  return { [name]: count } as Record<Name, number>;
}
