import type { GraphView } from './graph-view.ts';
import { svgOf } from './svg.ts';

/** The forms that a graph is written in. */
export const GRAPH_FORMS = ['svg', 'mermaid', 'dot', 'json'] as const;
export type GraphForm = (typeof GRAPH_FORMS)[number];

/** A graph in one of the forms of `compose --graph`. */
export function graphText(view: GraphView, form: GraphForm): string {
  switch (form) {
    case 'svg':
      return svgOf(view);
    case 'mermaid':
      return mermaid(view);
    case 'dot':
      return dot(view);
    case 'json':
      return `${JSON.stringify(view, null, 2)}\n`;
  }
}

/** https://mermaid.js.org/syntax/flowchart.html */
function mermaid({ cards, wires, exports }: GraphView): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '#quot;')}"`;
  return [
    'flowchart LR',
    ...cards.map(({ name }, at) => `  i${at}[${quoted(name)}]`),
    ...exports.map(({ name }, at) => `  e${at}([${quoted(name)}])`),
    ...wires.map(({ from, to }) => `  i${from.card} -- ${quoted(to.port)} --> i${to.card}`),
    ...exports.map(({ from }, at) => `  i${from.card} --> e${at}`),
    ...openPorts({ cards }).flatMap(({ card, port }, at) => [
      `  o${at}>${quoted(port)}]`,
      `  o${at} -.-> i${card}`,
    ]),
    '',
  ].join('\n');
}

/** https://graphviz.org/doc/info/lang.html */
function dot({ cards, wires, exports }: GraphView): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return [
    'digraph composition {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...cards.map(({ name }, at) => `  i${at} [label=${quoted(name)}];`),
    ...exports.map(({ name }, at) => `  e${at} [label=${quoted(name)}, shape=ellipse];`),
    ...wires.map(({ from, to }) => `  i${from.card} -> i${to.card} [label=${quoted(to.port)}];`),
    ...exports.map(({ from }, at) => `  i${from.card} -> e${at};`),
    ...openPorts({ cards }).flatMap(({ card, port }, at) => [
      `  o${at} [label=${quoted(port)}, shape=plaintext];`,
      `  o${at} -> i${card} [style=dashed];`,
    ]),
    '}',
    '',
  ].join('\n');
}

/** The imports of the composition. */
const openPorts = ({ cards }: Pick<GraphView, 'cards'>) =>
  cards.flatMap(({ imports }, card) =>
    imports.filter(({ state }) => state === 'open').map(({ name }) => ({ card, port: name })),
  );
