import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import type { ComposeParams, ComposeResult, Fusing, InstanceFusing } from '../../../host/src/protocol.ts';
import { GRAPH_FORMS, type GraphForm, graphText } from '../../../server/src/compositions/picture/text.ts';
import { composeInterruptible } from '../compose-interruptible.ts';
import { list } from '../output/list.ts';
import { toOutput } from '../output/to-output.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio compose [-o OUT] [--fuse] [--explain | --graph FORM] PLAN
       wit-studio compose [-o OUT] [--fuse] [--explain] [--write-plan PLAN] FOLDER|COMPONENT…
       wit-studio compose [-o OUT] [--fuse] [--explain] --config CONFIG.yml ROOT
       wit-studio compose [-o OUT] [--fuse] [--explain] SOCKET --plug COMPONENT [--plug COMPONENT…]

Composes the components of a plan (composition.toml, a .wac document), connects the components of a folder by their
imports and exports, or plugs components into a socket. Prints the path of the composition.
  -c, --config CONFIG.yml   a configuration of wasm-tools compose, for the root component
  --plug COMPONENT          satisfy imports of the socket with the exports of this component
  --write-plan PLAN         first write a composition.toml for the components
  -o, --output OUT          the output file
  --targets WORLD           check the composition against a world: wasi:http/proxy@0.2.12, or one of a package in wit
                            or deps beside the plan
  --fuse                    merge all instances into one core module, so that calls between them are direct
  --explain                 print the wires, the open imports and exports, and the sizes of the parts
  --graph FORM              instead of a component, write the graph (svg, mermaid, dot, json) to standard output, or to -o
`;

const options = {
  plug: { type: 'string', multiple: true },
  'write-plan': { type: 'string' },
  config: { type: 'string', short: 'c' },
  output: { type: 'string', short: 'o' },
  targets: { type: 'string' },
  fuse: { type: 'boolean' },
  explain: { type: 'boolean' },
  graph: { type: 'string' },
} as const;

export async function compose(args: readonly string[], print = toOutput): Promise<number> {
  const { values, positionals } = parse(args, options, USAGE);
  const { config, plug } = values;
  const isOne = config !== undefined || plug !== undefined;
  if (positionals.length === 0 || (isOne && positionals.length > 1))
    throw new Usage('a plan, components to compose, or one socket with --plug is required', USAGE);
  const form = formOf(values.graph);
  const choices = {
    ...(form && { isDraft: true }),
    ...((form || values.explain) && { isExplained: true }),
    ...(values.output !== undefined && { out: resolve(values.output) }),
    ...(values.targets !== undefined && { targets: values.targets }),
    ...(values.fuse && { fuse: true }),
  };
  const params = { ...paramsOf(positionals, values), ...choices };
  const result = await composeInterruptible(params);
  if (form) return drawn(result, form, values.output, print);
  if (values.explain) print(explain(result));
  else print(`${relative(process.cwd(), result.component)}\n`);
  if (!values.explain && result.fusing && 'reasons' in result.fusing)
    process.stderr.write(`not fused: ${result.fusing.reasons.join('; ')}\n`);
  return 0;
}

function formOf(graph: string | undefined): GraphForm | undefined {
  const form = GRAPH_FORMS.find((one) => one === graph);
  if (graph !== undefined && !form)
    throw new Usage(`--graph ${graph} is not supported; use ${GRAPH_FORMS.join(', ')}`, USAGE);
  return form;
}

async function drawn(
  { graph }: ComposeResult,
  form: GraphForm,
  out: string | undefined,
  print: typeof toOutput,
): Promise<number> {
  const text = graph ? graphText(graph, form) : '';
  if (out === undefined) print(text);
  else await writeFile(out, text);
  return 0;
}

interface ComposeArguments {
  readonly plug?: string[];
  readonly config?: string;
  readonly 'write-plan'?: string;
}

function paramsOf(
  positionals: readonly string[],
  { plug, config, 'write-plan': file }: ComposeArguments,
): ComposeParams {
  const parts = positionals.map((path) => resolve(path));
  const [subject = '.'] = parts;
  if (config !== undefined) return { plan: resolve(config), root: subject };
  if (plug) return { socket: subject, plugs: plug.map((path) => resolve(path)) };
  const writePlan = file === undefined ? {} : { writePlan: resolve(file) };
  if (parts.length > 1 || extname(subject) === '.wasm') return { parts, ...writePlan };
  if (!isFolder(subject)) return { plan: subject };
  const plan = join(subject, 'composition.toml');
  return existsSync(plan) && file === undefined ? { plan } : { parts, ...writePlan };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const isWasi = (name: string): boolean => name.startsWith('wasi:');

function explain({
  component,
  bytes,
  instances,
  wires,
  imports,
  exports,
  fusing,
  sizes,
}: ComposeResult): string {
  return [
    `${relative(process.cwd(), component)} (${bytes} bytes)\n`,
    list(
      'instances',
      instances.map((instance) => `${instance.name}: ${relative(process.cwd(), instance.component)}`),
    ),
    list('wires', instances.length > 1 && wires.length === 0 ? [NO_WIRES] : wires.map(wireLine)),
    list('provided by the runtime (WASI)', imports.filter(isWasi)),
    list(
      'still imported',
      imports.filter((name) => !isWasi(name)),
    ),
    list('exported', exports),
    list('sizes', (sizes ?? []).map(sizeLine)),
    fusing === undefined ? '' : explainFusing(fusing, instances),
  ].join('');
}

const NO_WIRES = 'none: no instance imports what another one exports';

const wireLine = ({ from, to, interface: name, function: by }: ComposeResult['wires'][number]): string =>
  `${from} -> ${to}: ${name}${by === undefined ? '' : ` (${by})`}`;

function sizeLine({ title, bytes, times, isDoubled }: NonNullable<ComposeResult['sizes']>[number]): string {
  if (isDoubled) return `${title}: ${bytes} bytes, inside ${times} components`;
  return `${title}: ${bytes} bytes${times > 1 ? `, shared by ${times} instances` : ''}`;
}

function explainFusing(fusing: Fusing, instances: ComposeResult['instances']): string {
  if ('reasons' in fusing) {
    const { reasons, byInstance = [] } = fusing;
    return list(
      'not fused',
      byInstance.some((one) => one.reasons.length > 0) ? byInstance.map(apart) : reasons,
    );
  }
  const names = instances.map(({ name }) => name).join(', ');
  const became = `${fusing.instances} core modules with ${fusing.adapters} adapters became one`;
  return list('fused', [`${names}: ${became}`]);
}

const apart = ({ name, reasons }: InstanceFusing): string =>
  `${name}: ${reasons.length > 0 ? reasons.join('; ') : 'it could be, but stays beside the others'}`;
