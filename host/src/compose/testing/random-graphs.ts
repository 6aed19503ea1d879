/** Random compositions, each as a plan for us and as a document for wac, and their results. */
import { random, type Random } from '../../../../server/src/syntax/testing/random.ts';
import { bodyOf, type Call, callOf, type Interface, type Kind, type TypedUnit } from './typed-units/model.ts';
import { typedUnitWat } from './typed-units/typed-unit-wat.ts';
import { FLAT_TYPES } from './typed-units/values.ts';

/** A component of a graph, with the ones that fill its imports, all of them before it. */
export interface Node {
  readonly unit: TypedUnit;
  readonly from: readonly number[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  /** How the plan is written. */
  readonly form: 'instances' | 'component' | 'config';
  /** A component that the plan leaves out: its importers have a stub of it, or leave it open. */
  readonly out?: { readonly node: number; readonly as: 'stub' | 'open' };
  /** Whether some imports have another version than their provider. */
  readonly bridges: boolean;
  /** The exports of the composition, by name; if absent, all exports that no part imports. */
  readonly exports?: Readonly<Record<string, { readonly node: number; readonly export: string }>>;
}

const KINDS: readonly Kind[] = [
  'plain',
  'async',
  'future',
  'stream',
  'sink',
  'flat',
  'map',
  'store',
  'relay',
];
/** A stub returns a constant, so that its type cannot be a future or stream. */
const STUBBED: readonly Kind[] = ['plain', 'async', 'sink', 'store'];

export function randomGraph(random: Random): Graph {
  const { below, pick } = random;
  const size = 2 + below(8);
  const bridges = below(4) === 0;
  const nodes: Node[] = [];
  while (nodes.length < size) nodes.push(randomNode(nodes, bridges, random));
  const form = pick(['instances', 'component', 'config'] as const);
  const whole = withTop(nodes, form === 'config' ? false : bridges, random);
  const out = leftOut(whole, form, random);
  const graph = { nodes: out?.as === 'stub' ? constantAt(whole, out.node) : whole, form, bridges };
  const exports = form !== 'config' && below(3) === 0 ? renamed(whole, out?.node, random) : undefined;
  return { ...graph, ...(out && { out }), ...(exports && { exports }) };
}

const track = (name: string): string => name.slice(0, name.indexOf('@'));

function randomNode(nodes: readonly Node[], bridges: boolean, random: Random): Node {
  const { below, pick } = random;
  const before = nodes.map((_, at) => at);
  const stores = before.filter((at) => nodes[at]!.unit.export.kind === 'store');
  const wanted = pick(KINDS);
  const kind = wanted === 'relay' && stores.length === 0 ? 'store' : wanted;
  const of = kind === 'relay' ? pick(stores) : undefined;
  const types = kind === 'flat' ? Array.from({ length: 1 + below(20) }, () => pick(FLAT_TYPES)) : undefined;
  const chosen = Array.from({ length: Math.min(nodes.length, below(4)) }, () => pick(before));
  // Sometimes a second version of an existing interface.
  const names = nodes.map(({ unit }) => unit.export.name).filter((name) => name.includes('@1.'));
  const older = !bridges && names.length > 0 && below(4) === 0 ? pick(names) : undefined;
  const second = older && `${track(older)}@2.4.0`;
  const isFree = second !== undefined && !nodes.some(({ unit }) => unit.export.name === second);
  const name = isFree ? second : `t:g/n${nodes.length}@1.4.0`;
  return importing(nodes, [...chosen, ...(of === undefined ? [] : [of])], bridges, random, (from) => ({
    export: { name, kind, ...(types && { types }), ...(of !== undefined && { store: from.indexOf(of) }) },
    add: below(100),
    counts: below(3) === 0,
  }));
}

/** A component with these imports, and the stores of the relays among them. */
function importing(
  nodes: readonly Node[],
  chosen: readonly number[],
  bridges: boolean,
  { below }: Random,
  rest: (from: readonly number[]) => Omit<TypedUnit, 'imports'>,
): Node {
  const storesOf = chosen.flatMap((at) => storeOf(nodes, at) ?? []);
  const from = [...new Set([...chosen, ...storesOf])].toSorted((a, b) => a - b);
  const imports = from.map((at): Interface => {
    const { name, kind, types } = nodes[at]!.unit.export;
    const store = storeOf(nodes, at);
    const version =
      bridges && below(4) === 0
        ? '9.0.0'
        : below(3) === 0
          ? name.replace(/^.*@(\d+).*$/, '$1.2.0')
          : undefined;
    return {
      name: version === undefined ? name : `${track(name)}@${version}`,
      kind,
      ...(types && { types }),
      ...(store !== undefined && { store: from.indexOf(store) }),
    };
  });
  return { unit: { imports, ...rest(from) }, from };
}

/** The component whose resource a relay passes on. */
function storeOf(nodes: readonly Node[], at: number): number | undefined {
  const { unit, from } = nodes[at]!;
  return unit.export.store === undefined ? undefined : from[unit.export.store];
}

/**
 * Whether a component would have the resource of an open import in one version, and a relay of it in another: two open
 * versions are two resources.
 */
export const mixesVersions = ({ nodes, out }: Graph): boolean =>
  out?.as === 'open' &&
  nodes.some(({ unit, from }) => {
    const versionIn = ({ unit: { imports }, from: providers }: Node) =>
      /@\d+/.exec(imports[providers.indexOf(out.node)]!.name)![0];
    const relays = from.filter((at) => storeOf(nodes, at) === out.node);
    return relays.some((at) => versionIn(nodes[at]!) !== versionIn({ unit, from }));
  });

/** Plain components, each with the providers of its imports, and a last one that imports from those without users. */
export function plainGraph(from: readonly (readonly number[])[]): Graph {
  const nodes = from.map((one, at): Node => {
    const imports = one.map((provider): Interface => ({ name: `t:g/n${provider}@1.4.0`, kind: 'plain' }));
    return { unit: { imports, export: { name: `t:g/n${at}@1.4.0`, kind: 'plain' }, add: at }, from: one };
  });
  return { nodes: withTop(nodes, false, random(1)), form: 'instances', bridges: false };
}

/** The last part exports `run`, and imports from all parts that no other part imports from. */
function withTop(nodes: readonly Node[], bridges: boolean, random: Random): readonly Node[] {
  const used = new Set(nodes.flatMap(({ from }) => from));
  const tops = nodes.map((_, at) => at).filter((at) => !used.has(at));
  const top = importing(nodes, tops, bridges, random, () => ({
    export: { name: 'run', kind: 'plain' },
    add: 1,
  }));
  return [...nodes, top];
}

function leftOut(nodes: readonly Node[], form: Graph['form'], { below, pick }: Random): Graph['out'] {
  const as = pick(['stub', 'open', undefined] as const);
  if (as === undefined || (as === 'stub' && form === 'config')) return undefined;
  const relayed = new Set(nodes.map((_, at) => storeOf(nodes, at)));
  const isFitting = ({ unit, from }: Node, at: number): boolean =>
    from.length === 0 &&
    at < nodes.length - 1 &&
    (as === 'open' || (STUBBED.includes(unit.export.kind) && !relayed.has(at)));
  const fitting = nodes.map((_, at) => at).filter((at) => isFitting(nodes[at]!, at) && below(4) > 0);
  return fitting.length === 0 ? undefined : { node: pick(fitting), as };
}

const constantAt = (nodes: readonly Node[], at: number): readonly Node[] =>
  nodes.map((node, index) => (index === at ? { ...node, unit: { ...node.unit, constant: true } } : node));

function renamed(nodes: readonly Node[], out: number | undefined, { below, pick }: Random): Graph['exports'] {
  const top = { node: nodes.length - 1, export: 'run' };
  const others = nodes.map((_, at) => at).filter((at) => at !== out && at !== top.node);
  if (others.length === 0 || below(2) === 0) return { go: top };
  const node = pick(others);
  return { go: top, 'own:name/other@1.0.0': { node, export: nodes[node]!.unit.export.name } };
}

/** The name of the composition's function. */
export const runName = ({ exports }: Graph): string => (exports ? 'go' : 'run');

/**
 * The result of the first `run(x)`, by the same graph of functions. An instance is one function for all its callers.
 */
export function answerOf({ nodes }: Graph, x: number): number {
  const bodies: Call[] = [];
  const called = (at: number): Call => {
    const store = storeOf(nodes, at);
    return callOf(nodes[at]!.unit.export, bodies[at]!, store === undefined ? undefined : bodies[store]);
  };
  for (const { unit, from } of nodes) bodies.push(bodyOf(unit, from.map(called)));
  return bodies.at(-1)!(x);
}

/**
 * The files of a graph: `deps/t/n*.wasm`, the plan, `whole.wac`, and `outer.toml`, which satisfies its open imports.
 */
export function filesOf(graph: Graph): Readonly<Record<string, string>> {
  const { nodes, out } = graph;
  return {
    ...Object.fromEntries(nodes.map(({ unit }, at) => [`deps/t/n${at}.wasm`, typedUnitWat(unit)])),
    [planName(graph)]: planText(graph),
    'whole.wac': documentText(graph),
    ...(out?.as === 'open' && {
      'outer.toml': `${graph.bridges ? 'versions = "any"\n' : ''}exports = ["inner"]\n[instances]\ninner = "inner.wasm"\nother = "deps/t/n${out.node}.wasm"\n`,
    }),
  };
}

export const planName = ({ form }: Graph): string =>
  form === 'config' ? 'wasm-compose.yml' : 'composition.toml';

function planText(graph: Graph): string {
  const { nodes, form, out, exports, bridges } = graph;
  if (form === 'config') return configText(graph);
  const path = form === 'instances' ? 'component' : 'path';
  const nameOf = nameIn(nodes);
  const tables = nodes.map(({ from }, at) => {
    if (at === out?.node) return '';
    const stubbed =
      out?.as === 'stub' && from.includes(out.node) ? stubText(nodes[out.node]!, nodes[at]!, out.node) : '';
    return `[${form}.${nameOf(at)}]\n${path} = "deps/t/n${at}.wasm"\n${stubbed}`;
  });
  const exported = Object.entries(exports ?? {}).map(
    ([name, { node, export: of }]) => `"${name}" = { instance = "${nameOf(node)}", export = "${of}" }\n`,
  );
  const head = bridges ? 'versions = "any"\n' : '';
  return `${head}${tables.join('')}${exports ? `[exports]\n${exported.join('')}` : ''}`;
}

function stubText({ unit }: Node, importer: Node, node: number): string {
  const imported = importer.unit.imports[importer.from.indexOf(node)]!.name;
  const answered = unit.export.kind === 'store' ? 'get' : 'f';
  return `imports = { "${imported}" = { stub = { ${answered} = ${unit.add} } } }\n`;
}

/** The last component is the root, as a configuration calls it. */
const nameIn =
  ({ length }: readonly Node[]) =>
  (at: number): string =>
    at === length - 1 ? 'root' : `n${at}`;

/** Wires are all explicit. */
function configText({ nodes, out }: Graph): string {
  const name = nameIn(nodes);
  const there = nodes.map((_, at) => at).filter((at) => at !== out?.node);
  const dependencies = there.map((at) => `  ${name(at)}: deps/t/n${at}.wasm\n`);
  const instantiations = there.map((at) => {
    const { unit, from } = nodes[at]!;
    const args = from.flatMap((one, index) =>
      one === out?.node
        ? []
        : [
            `      "${unit.imports[index]!.name}": { instance: n${one}, export: "${nodes[one]!.unit.export.name}" }\n`,
          ],
    );
    const given = args.length > 0 ? `    arguments:\n${args.join('')}` : '    arguments: {}\n';
    return `  ${name(at)}:\n    dependency: ${name(at)}\n${given}`;
  });
  return `dependencies:\n${dependencies.join('')}instantiations:\n${instantiations.join('')}`;
}

function documentText({ nodes, out, exports }: Graph): string {
  const nameOf = nameIn(nodes);
  const lets = nodes.map(({ unit, from }, at) => {
    if (at === out?.node && out.as === 'open') return '';
    const given = from.flatMap((one, index) =>
      one === out?.node && out.as === 'open'
        ? []
        : [`"${unit.imports[index]!.name}": n${one}["${nodes[one]!.unit.export.name}"]`],
    );
    return `let ${nameOf(at)} = new t:n${at} { ${[...given, '...'].join(', ')} };\n`;
  });
  const exported = Object.entries(exports ?? {}).map(
    ([name, { node, export: of }]) => `export ${nameOf(node)}["${of}"] as "${name}";\n`,
  );
  const last = exports ? exported.join('') : `export root["run"];\n`;
  return `package t:whole;\n${lets.join('')}${last}`;
}
