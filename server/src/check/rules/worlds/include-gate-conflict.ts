import { rangeOf } from '../../../resolve/context.ts';
import type { Definition, Features, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import type { Attribute, Name, Span } from '../../../syntax/ast.ts';
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
    const worlds = new Map(
      bodiesOf(resolved).flatMap((body) => (body.kind === 'world' ? [[body.scope.definition, body]] : [])),
    );
    for (const body of worlds.values())
      if (body.items.some(({ kind }) => kind === 'include')) {
        const found: Problem[] = [];
        gatedIn({ resolved, features, worlds, found }, body, [body]);
        yield* found;
      }
  },
};

interface Gated {
  readonly direction: string;
  readonly uri: string;
  readonly at: Span;
  /** Empty without one. */
  readonly gate: string;
}

interface Search {
  readonly resolved: ResolvedPackage;
  readonly features: Features;
  readonly worlds: ReadonlyMap<Definition, Body>;
  readonly found: Problem[];
}

/** The interfaces of a world by direction and definition, its own before those that it includes, as the reference merges them. */
function gatedIn(search: Search, body: Body, path: readonly Body[]): Map<string, Map<Definition, Gated>> {
  const { resolved, features, worlds } = search;
  const all = new Map([
    ['import', new Map<Definition, Gated>()],
    ['export', new Map<Definition, Gated>()],
  ]);
  const meaning = (name: Name | undefined): Definition | undefined => {
    let found = name && resolved.references.get(body.uri)?.get(name.token);
    while (found?.target) found = found.target;
    return found;
  };
  for (const item of body.items) {
    if (item.kind !== 'extern' || !item.target || !('path' in item.target)) continue;
    if ('name' in item.target || !isIncluded(item.attributes, features)) continue;
    const named = meaning(item.target.path.name);
    const { direction } = item;
    if (named && !all.get(direction)!.has(named))
      all
        .get(direction)!
        .set(named, { direction, uri: body.uri, at: item.target.path, gate: gateText(item.attributes) });
  }
  for (const item of body.items) {
    const included = item.kind === 'include' && worlds.get(meaning(item.path?.name)!);
    if (!included || path.includes(included) || !isIncluded(item.attributes, features)) continue;
    for (const [direction, theirs] of gatedIn(search, included, [...path, included]))
      for (const [named, one] of theirs) merge(search, all.get(direction)!, named, one, path);
  }
  return all;
}

function merge(
  { found }: Search,
  mine: Map<Definition, Gated>,
  named: Definition,
  one: Gated,
  path: readonly Body[],
): void {
  const own = mine.get(named);
  if (!own || own.gate === '') mine.set(named, one);
  else if (one.gate !== '' && one.gate !== own.gate && path.length === 1) {
    const detail = { name: named.name, world: path[0]!.scope.definition.name, direction: one.direction };
    const related = [{ at: rangeOf(own.uri, own.at), message: 'the other gate' }];
    found.push({ code: 'include-gate-conflict', at: rangeOf(one.uri, one.at), detail, related });
  }
}

function gateText(attributes: readonly Attribute[]): string {
  const texts = attributes.flatMap((one) => {
    if (one.kind === 'unstable') return `unstable ${one.feature?.text}`;
    return one.kind === 'since' || one.kind === 'deprecated' ? `${one.kind} ${one.version?.text}` : [];
  });
  return texts.sort().join(', ');
}
