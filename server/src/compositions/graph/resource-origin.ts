import { ProblemError } from '../../base/problem.ts';
import type { Graph, Instance } from './graph.ts';
import { areCompatible, matching } from '../names.ts';

/** The origin of a resource: an export of another instance, or an import of the composition. */
interface Origin {
  readonly from: Instance | 'outside';
  /** The interface that defines it, as that side calls it. */
  readonly interface: string;
}

/**
 * Two interfaces that an instance imports and that share a resource, from places that do not share it: a resource
 * belongs to the instance that makes it, and each incompatible version that stays open has one of its own. wac encodes
 * such a graph, and validation refuses it by numbers of types.
 */
export function resourceOrigin(graph: Graph): ProblemError | undefined {
  for (const use of usesIn(graph)) {
    const has = originOf(use.owner, use.target, graph);
    const expected = originBehind(use, graph);
    if (!isSame(has, expected)) return apart(use, has, expected, graph);
  }
  return undefined;
}

/** `user` and `owner` are imports of `target`; the first uses a `type` of the second. */
interface Use {
  readonly target: Instance;
  readonly user: string;
  readonly owner: string;
  readonly type: string;
}

const usesIn = ({ instances }: Graph): readonly Use[] =>
  instances.flatMap((target) =>
    target.description.imports.flatMap(({ name: user, uses }) =>
      uses.map(({ interface: owner, type }) => ({ target, user, owner, type })),
    ),
  );

const isSame = (a: Origin, b: Origin): boolean =>
  a.from === b.from && areCompatible(a.interface, b.interface);

function originOf(name: string, target: Instance, { wires }: Graph): Origin {
  const wire = wires.find((one) => one.target === target && one.import === name);
  return wire ? { from: wire.source, interface: wire.export } : { from: 'outside', interface: name };
}

/** Where the one that fills the import `user` has the resource from. */
function originBehind({ target, user, owner, type }: Use, graph: Graph): Origin {
  const { from: source, interface: exported } = originOf(user, target, graph);
  if (source === 'outside') return { from: source, interface: owner };
  const { imports, exports } = source.description;
  const used = exports.find(({ name }) => name === exported)?.uses.find((use) => use.type === type);
  const defining = used?.interface ?? owner;
  const [own] = matching(
    defining,
    exports.map(({ name }) => name),
  );
  const [passedOn] = matching(
    defining,
    imports.map(({ name }) => name),
  );
  return own === undefined && passedOn !== undefined
    ? originOf(passedOn, source, graph)
    : { from: source, interface: own ?? defining };
}

function apart(use: Use, has: Origin, expected: Origin, graph: Graph): ProblemError {
  const { target, user, owner, type } = use;
  const provider = originOf(user, target, graph).from;
  return new ProblemError({
    code: 'resource-origin',
    message: `“${target.name}” has ${type} of ${owner} from ${originText(has.from)}, and ${user}, which uses it, from ${originText(provider)}`,
    causes: [
      `${owner}: ${originText(has.from)}`,
      `${user}: ${originText(provider)}, with the ${type} of ${interfaceSuffix(has, expected)}`,
    ],
    help: helpFor(use, has, provider, expected),
    ...(target.at && { at: target.at }),
  });
}

const originText = (from: Origin['from']): string =>
  from === 'outside' ? 'outside the composition' : `“${from.name}”`;

/** Of the same place it is the interface that differs. */
const interfaceSuffix = (has: Origin, { from, interface: name }: Origin): string =>
  from === has.from ? `${name} from ${originText(from)}` : originText(from);

function helpFor(
  { target, user, owner }: Use,
  has: Origin,
  provider: Origin['from'],
  expected: Origin,
): string {
  if (has.from === 'outside' && expected.from === 'outside')
    return `Two versions that stay open are two resources. Build “${target.name}” and ${originText(provider)} against one version of ${owner}, or fill both from one instance.`;
  if (provider === 'outside' && has.from !== 'outside')
    return `Add a component that exports ${user} and takes ${owner} from “${has.from.name}”, or leave ${owner} open (= false in a plan).`;
  if (has.from === 'outside' && provider !== 'outside')
    return `Fill ${owner} from “${provider.name}”, too, or leave ${user} open (= false in a plan).`;
  return `Take both from one instance, or from instances that have ${owner} from the same one.`;
}
