import { ProblemError } from '../base/problem.ts';
import type { Graph, Instance } from './graph.ts';
import { matching } from './names.ts';

/** Where an instance has an interface from: another instance, itself, or whoever runs the composition. */
type Origin = Instance | 'outside';

/**
 * Two interfaces that an instance imports and that share a resource, from places that do not share it: a resource
 * belongs to the instance that makes it. wac encodes such a graph, and validation refuses it by numbers of types.
 */
export function resourceOrigin(graph: Graph): ProblemError | undefined {
  for (const target of graph.instances) {
    for (const user of target.description.imports) {
      for (const { interface: owner, type } of user.uses) {
        const ownerFrom = originOf(owner, target, graph);
        const expected = ownerBehind(user.name, owner, target, graph);
        if (ownerFrom !== expected) return apart({ target, user: user.name, owner, type, graph });
      }
    }
  }
  return undefined;
}

function originOf(name: string, target: Instance, { wires }: Graph): Origin {
  return wires.find((wire) => wire.target === target && wire.import === name)?.source ?? 'outside';
}

/** Where the one that fills the import `user` of `target` has its `owner` from. */
function ownerBehind(user: string, owner: string, target: Instance, graph: Graph): Origin {
  const source = originOf(user, target, graph);
  if (source === 'outside') return source;
  const [imported] = matching(
    owner,
    source.description.imports.map(({ name }) => name),
  );
  const [exported] = matching(
    owner,
    source.description.exports.map(({ name }) => name),
  );
  const passesOn = exported === undefined && imported !== undefined;
  return passesOn ? originOf(imported, source, graph) : source;
}

interface Apart {
  readonly target: Instance;
  readonly user: string;
  readonly owner: string;
  readonly type: string;
  readonly graph: Graph;
}

function apart({ target, user, owner, type, graph }: Apart): ProblemError {
  const [ownerFrom, userFrom] = [originOf(owner, target, graph), originOf(user, target, graph)];
  const behind = ownerBehind(user, owner, target, graph);
  return new ProblemError({
    code: 'resource-origin',
    message: `${target.name} has ${type} of ${owner} from ${said(ownerFrom)}, and ${user}, which uses it, from ${said(userFrom)}`,
    causes: [
      `${owner}: ${said(ownerFrom)}`,
      `${user}: ${said(userFrom)}, with the ${type} of ${said(behind)}`,
    ],
    help: helpFor(owner, user, ownerFrom, userFrom),
    ...(target.at && { at: target.at }),
  });
}

const said = (origin: Origin): string => (origin === 'outside' ? 'outside the composition' : origin.name);

function helpFor(owner: string, user: string, ownerFrom: Origin, userFrom: Origin): string {
  if (userFrom === 'outside' && ownerFrom !== 'outside') {
    return `Add a component that exports ${user} and takes ${owner} from ${ownerFrom.name}, or leave ${owner} open (= false in a plan).`;
  }
  if (ownerFrom === 'outside' && userFrom !== 'outside') {
    return `Fill ${owner} from ${userFrom.name}, too, or leave ${user} open (= false in a plan).`;
  }
  return `Take both from one instance, or from instances that have ${owner} from the same one.`;
}
