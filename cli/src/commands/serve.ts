import { once } from 'node:events';
import { resolve } from 'node:path';
import { serve as serveComponent } from '../../../host/src/run/serve.ts';
import { runContext } from '../context.ts';
import { grantOptions, grantsOf, grantUsage, limitsOf } from '../grants.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio serve [OPTIONS] COMPONENT

Serves a component that exports wasi:http/incoming-handler, each request in an instance of its own,
until it is interrupted.
  --addr HOST:PORT          where to listen: 127.0.0.1:8080 by default, port 0 takes a free one
${grantUsage}`;

export async function serve(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { ...grantOptions, addr: { type: 'string' } }, USAGE);
  const [component, ...more] = positionals;
  if (component === undefined || more.length > 0) throw new Usage('name one component', USAGE);
  const grants = grantsOf(values, [component], USAGE);
  const addr = values.addr ?? '127.0.0.1:8080';
  const params = { component: resolve(component), grants, addr, ...limitsOf(values, USAGE) };
  const serving = await serveComponent(params, runContext({ stdin: false }));
  process.stderr.write(`Serving HTTP on ${serving.url}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await serving.close();
  return 0;
}
