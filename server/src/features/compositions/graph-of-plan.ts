import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import { freshnessInWords } from '../../analysis/compositions/freshness.ts';
import type { Finding, Position } from '../../base/problem.ts';
import { nameOf } from '../../base/uri-paths.ts';
import { wirable, type Graph, type GraphWire } from '../../compositions/graph/graph.ts';
import type { Card, GraphView, Port, ViewWire } from '../../compositions/picture/graph-view.ts';
import type { DrawnPlan } from './place-in-plan.ts';

/** The cards and wires of a plan. */
export function viewOf({ findings, freshnessOf }: Composition, { parts, graph }: DrawnPlan): GraphView {
  const indexOf = (name: string) => parts.findIndex((part) => part.name === name);
  const wires = graph.wires.map((wire): ViewWire => ({
    from: { card: indexOf(wire.source.name), port: wire.export },
    to: { card: indexOf(wire.target.name), port: wire.import },
    state: isWrong(wire, findings) ? 'wrong' : wire.at ? 'written' : 'named',
  }));
  const exports = graph.exports
    .filter((one) => wirable(one.source.description.exports).includes(one.export))
    .map((one) => ({ name: one.name, from: { card: indexOf(one.source.name), port: one.export } }));
  const cards = parts.map((part, at) => ({
    ...cardOf(part, at, wires, exports, graph.stubbed),
    freshness: freshnessInWords(freshnessOf(part)),
  }));
  return { cards, wires, exports };
}

const isSame = (a: Position, b: Position): boolean => a.line === b.line && a.character === b.character;

/** A finding at the wire, or one that another provider, or none, would mend. */
const isWrong = ({ target, import: name, at }: GraphWire, findings: readonly Finding[]): boolean =>
  findings.some(
    ({ changes = [], at: found }) =>
      (at !== undefined && found !== undefined && isSame(at.start, found.start)) ||
      changes.some(
        ({ edit }) => edit.kind === 'wire' && edit.instance === target.name && edit.import === name,
      ),
  );

function cardOf(
  part: Part,
  at: number,
  wires: readonly ViewWire[],
  exports: GraphView['exports'],
  stubbed: Graph['stubbed'],
): Card {
  const { name, source, component, description, language, size } = part;
  const imports = wirable(description?.imports ?? []).map((port): Port => {
    const into = wires.filter(({ to }) => to.card === at && to.port === port);
    const isStubbed = stubbed.some((one) => one.target.name === name && one.import === port);
    const isBad = into.some(({ state }) => state === 'wrong');
    return { name: port, state: isBad ? 'wrong' : into.length > 0 || isStubbed ? 'wired' : 'open' };
  });
  const given = [...wires, ...exports].map(({ from }) => from).filter(({ card }) => card === at);
  const isGiven = (port: string) => given.some((end) => end.port === port);
  return {
    name,
    detail: [nameOf(component ?? source), language].filter(Boolean).join(' · '),
    bytes: size,
    imports,
    exports: wirable(description?.exports ?? []).map((port) => ({
      name: port,
      state: isGiven(port) ? 'wired' : 'free',
    })),
  };
}
