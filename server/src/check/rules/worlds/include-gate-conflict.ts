import { rangeOf } from '../../../resolve/context.ts';
import type { Definition, Features, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import type { Attribute, Extern, Name, Span } from '../../../syntax/ast.ts';
import { topological } from '../../../resolve/topological.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, isIncluded } from '../../facts/scopes.ts';

export const includeGateConflict: Rule = {
  code: 'include-gate-conflict',
  ids: ['W11'],
  severity: 'error',
  title: `An interface that a world gets from several places must have the same gate in each.`,
  explanation: `A world that imports or exports an interface, and includes a world that does the same, has it once, behind one gate. One of the two may be ungated; otherwise both gates must be equal, including any deprecation.`,
  examples: {
    accept: [
      `package a:b@1.1.0;
interface i {}
world v { @since(version = 1.0.0) import i; }
world w { include v; import i; }
`,
    ],
    reject: [
      `package a:b@1.1.0;
interface i {}
world v { @since(version = 1.0.0) import i; }
world w { include v; @since(version = 1.1.0) import i; }
`,
    ],
  },
  message: ({ name, world, direction }) =>
    `The world \`${world}\` includes this, and also ${direction}s \`${name}\` behind another gate. Give both the same gate.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    const bodies = bodiesOf(resolved).filter(({ kind }) => kind === 'world');
    if (!bodies.some(({ items }) => items.some(({ kind }) => kind === 'include'))) return;
    const worlds = new Map(bodies.map((body) => [body.scope.definition, body]));
    const search: Search = { resolved, features, worlds, known: new Map() };
    const problems = new Map(inOrderOfIncludes(search).map((body) => [body, addWorld(search, body)]));
    for (const body of worlds.values()) yield* problems.get(body) ?? [];
  },
};

interface Gated {
  readonly direction: string;
  readonly uri: string;
  readonly at: Span;
  /** Empty without one. */
  readonly gate: string;
}

/** The interfaces of a world by direction and definition. */
type Interfaces = Readonly<Record<Extern['direction'], Map<Definition, Gated>>>;

interface Search {
  readonly resolved: ResolvedPackage;
  readonly features: Features;
  readonly worlds: ReadonlyMap<Definition, Body>;
  /** The worlds that were added. */
  readonly known: Map<Body, Interfaces>;
}

/** Every world after those that it includes: a world may be included on many ways. Worlds in a cycle are left out. */
function inOrderOfIncludes(search: Search): Body[] {
  const byName = new Map([...search.worlds].map(([{ name }, body]) => [name, body]));
  const needs = [...byName].map(([name, body]): [string, string[]] => [
    name,
    included(search, body).map(({ scope }) => scope.definition.name),
  ]);
  return [...topological(new Map(needs))].map((name) => byName.get(name)!);
}

/** Adds the interfaces of a world, its own before those that it includes, as the reference merges them. */
function addWorld(search: Search, body: Body): Problem[] {
  const all: Interfaces = { import: new Map(), export: new Map() };
  for (const item of body.items) {
    if (item.kind !== 'extern' || !item.target || !('path' in item.target)) continue;
    if ('name' in item.target || !isIncluded(item.attributes, search.features)) continue;
    const named = meaning(search, body, item.target.path.name);
    const { direction, attributes } = item;
    const gate = gateText(attributes);
    if (named && !all[direction].has(named))
      all[direction].set(named, { direction, uri: body.uri, at: item.target.path, gate });
  }
  // Of several worlds with the same name, which are an error, only one has been added.
  const added = included(search, body).flatMap((world) => search.known.get(world) ?? []);
  const problems = added.flatMap((theirs) => merge(body, all, theirs));
  search.known.set(body, all);
  return problems;
}

function included(search: Search, body: Body): Body[] {
  return body.items.flatMap((item) => {
    if (item.kind !== 'include' || !isIncluded(item.attributes, search.features)) return [];
    const definition = meaning(search, body, item.path?.name);
    return (definition && search.worlds.get(definition)) ?? [];
  });
}

function meaning({ resolved }: Search, { uri }: Body, name: Name | undefined): Definition | undefined {
  let found = name && resolved.references.get(uri)?.get(name.token);
  while (found?.target) found = found.target;
  return found;
}

function merge(world: Body, mine: Interfaces, theirs: Interfaces): Problem[] {
  const problems: Problem[] = [];
  for (const direction of ['import', 'export'] as const)
    for (const [named, one] of theirs[direction]) {
      const own = mine[direction].get(named);
      if (!own || own.gate === '') mine[direction].set(named, one);
      else if (one.gate !== '' && one.gate !== own.gate) problems.push(conflict(world, named, own, one));
    }
  return problems;
}

function conflict(world: Body, named: Definition, own: Gated, one: Gated): Problem {
  const detail = { name: named.name, world: world.scope.definition.name, direction: one.direction };
  const related = [{ at: rangeOf(own.uri, own.at), message: 'the other gate' }];
  return { code: 'include-gate-conflict', at: rangeOf(one.uri, one.at), detail, related };
}

function gateText(attributes: readonly Attribute[]): string {
  const texts = attributes.flatMap((one) => {
    if (one.kind === 'unstable') return `unstable ${one.feature?.text}`;
    return one.kind === 'since' || one.kind === 'deprecated' ? `${one.kind} ${one.version?.text}` : [];
  });
  return texts.sort().join(', ');
}
