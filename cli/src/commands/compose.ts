import { relative, resolve } from 'node:path';
import { compose as composeComponents } from '../../../host/src/compose/compose.ts';
import type { ComposeParams, ComposeResult } from '../../../host/src/protocol.ts';
import { composeContext } from '../build-folder.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio compose [-o OUT] [--explain] PLAN
       wit-studio compose [-o OUT] [--explain] --config CONFIG.yml ROOT
       wit-studio compose [-o OUT] [--explain] SOCKET --plug COMPONENT [--plug COMPONENT…]

Composes what a plan says (composition.toml, a .wac document), or plugs components into a socket.
Prints the path of the composition.
  -c, --config CONFIG.yml   a configuration of wasm-tools compose, for the root component
  --plug COMPONENT          fills imports of the socket with its exports
  -o, --output OUT          where to write the composition
  --explain                 say who is connected with whom, and what stays open
`;

const options = {
  plug: { type: 'string', multiple: true },
  config: { type: 'string', short: 'c' },
  output: { type: 'string', short: 'o' },
  explain: { type: 'boolean' },
} as const;

export async function compose(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, options, USAGE);
  const [subject, ...more] = positionals;
  if (subject === undefined || more.length > 0)
    throw new Usage('name one plan, or one socket with --plug', USAGE);
  const out = values.output === undefined ? {} : { out: resolve(values.output) };
  const result = await composeComponents({ ...paramsOf(resolve(subject), values), ...out }, composeContext);
  if (values.explain) process.stdout.write(explain(result));
  else process.stdout.write(`${relative(process.cwd(), result.component)}\n`);
  return 0;
}

function paramsOf(
  subject: string,
  { plug, config }: { readonly plug?: string[]; readonly config?: string },
): ComposeParams {
  if (config !== undefined) return { plan: resolve(config), root: subject };
  return plug ? { socket: subject, plugs: plug.map((path) => resolve(path)) } : { plan: subject };
}

function explain({ component, bytes, instances, wires, imports, exports }: ComposeResult): string {
  const list = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `${heading}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return [
    `${relative(process.cwd(), component)} (${bytes} bytes)\n`,
    list(
      'instances',
      instances.map((instance) => `${instance.name}: ${relative(process.cwd(), instance.component)}`),
    ),
    list(
      'wires',
      wires.map((wire) => `${wire.from} -> ${wire.to}: ${wire.interface}`),
    ),
    list('still imported', imports),
    list('exported', exports),
  ].join('');
}
