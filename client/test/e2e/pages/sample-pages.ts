/** The pages that are tested, with what they show. */
import type { GraphView } from '../../../../server/src/compositions/picture/graph-view.ts';
import { pictureOf } from '../../../../server/src/compositions/picture/svg.ts';
import { graphBody, graphPage } from '../../../src/graph/graph-page.ts';
import { callTree, EVERYTHING, rowsOf } from '../../../src/timeline/call-tree.ts';
import { callWith } from '../../../src/timeline/testing.ts';
import { detailsBody, rowsBody, timelinePage } from '../../../src/timeline/timeline-page.ts';
import { actionsFor } from '../../../src/viewer/actions.ts';
import { pageOf } from '../../../src/viewer/page.ts';
import { assetsOf } from './shown-page.ts';
import { themes } from './themes.ts';

const composition: GraphView = {
  cards: [
    {
      name: 'auth',
      detail: 'Rust',
      bytes: 21_000,
      freshness: { text: 'sources are newer', isStale: true },
      imports: [{ name: 'acme:log/sink', state: 'wrong' }],
      exports: [{ name: 'edge:service/auth', state: 'wired' }],
    },
    {
      name: 'handler',
      detail: 'TypeScript',
      bytes: 900_000,
      imports: [
        { name: 'edge:service/auth', state: 'wired' },
        { name: 'acme:time/now', state: 'open' },
      ],
      exports: [{ name: 'wasi:http/incoming-handler', state: 'wired' }],
    },
    {
      name: 'log',
      detail: 'Go',
      bytes: 2_600_000,
      imports: [{ name: '12 of WASI', state: 'folded' }],
      exports: [
        { name: 'own:log/sink', state: 'wrong' },
        { name: 'own:log/levels', state: 'free' },
      ],
    },
  ],
  wires: [
    {
      from: { card: 0, port: 'edge:service/auth' },
      to: { card: 1, port: 'edge:service/auth' },
      state: 'named',
    },
    { from: { card: 2, port: 'own:log/sink' }, to: { card: 0, port: 'acme:log/sink' }, state: 'wrong' },
  ],
  exports: [{ name: 'wasi:http/incoming-handler', from: { card: 1, port: 'wasi:http/incoming-handler' } }],
};

/** Components in layers of `wide`, each of which imports from two of the layer before; every third wire is written. */
export function layers(count: number, wide: number): GraphView {
  const port = (card: number) => `acme:part-${card}/api@0.1.0`;
  const importsOf = (card: number) => {
    const [layer, at] = [Math.floor(card / wide), card % wide];
    const before = (layer - 1) * wide;
    return layer === 0 ? [] : [before + at, before + ((at + 1) % wide)];
  };
  const numbers = Array.from({ length: count }, (_, card) => card);
  return {
    cards: numbers.map((card) => ({
      name: `part-${card}`,
      detail: ['Rust', 'Go', 'TypeScript', 'Python', 'C'][card % 5]!,
      bytes: 10_000 * (card + 1),
      imports: importsOf(card).map((from) => ({ name: port(from), state: 'wired' as const })),
      exports: [{ name: port(card), state: 'wired' as const }],
    })),
    wires: numbers.flatMap((card) =>
      importsOf(card).map((from, at) => ({
        from: { card: from, port: port(from) },
        to: { card, port: port(from) },
        state: (card + at) % 3 === 0 ? ('written' as const) : ('named' as const),
      })),
    ),
    exports: numbers.slice(-wide).map((card) => ({ name: port(card), from: { card, port: port(card) } })),
  };
}

/** A chain of components, each of which imports from all before it. */
function skipping(count: number): GraphView {
  const port = (card: number) => `acme:part-${card}/api@0.1.0`;
  const numbers = Array.from({ length: count }, (_, card) => card);
  const before = (card: number) => numbers.slice(0, card);
  const wired = (card: number) => ({ name: port(card), state: 'wired' as const });
  return {
    cards: numbers.map((card) => ({
      name: `part-${card}`,
      detail: 'Rust',
      bytes: 10_000,
      imports: before(card).map(wired),
      exports: [wired(card)],
    })),
    wires: numbers.flatMap((to) =>
      before(to).map((from) => ({
        from: { card: from, port: port(from) },
        to: { card: to, port: port(from) },
        state: 'named' as const,
      })),
    ),
    exports: numbers.slice(0, 2).map((card) => ({ name: port(card), from: { card, port: port(card) } })),
  };
}

/** The colours do not depend on the number of components. */
export const many = [
  ...Object.keys(themes).map((theme) => [20, theme, layers(20, 4)] as const),
  [200, 'dark', layers(200, 20)] as const,
  [8, 'light', skipping(8)] as const,
];

export const graph = {
  picture: pictureOf(composition),
  file: '',
  instances: [],
  choices: [],
  components: [],
  isPending: false,
  mistakes: ['auth: own:log/sink of log does not fit acme:log/sink.'],
};

const component = {
  kind: 'component',
  bytes: 1_234_567,
  imports: ['wasi:cli/stdout@0.2.0'],
  exports: ['wasi:http/incoming-handler@0.2.0', 'greet'],
  contents: [{ kind: 'core module', name: 'main', bytes: 900, contents: [] }],
  producers: [{ field: 'language', name: 'Rust', version: '1.95' }],
  reasons: [],
  wit: 'package root:component;\n\nworld root {\n  export greet: func(name: string) -> string;\n}\n',
  picture: pictureOf(composition, false),
} as const;

const calls = [
  callWith({ span: '1', function: 'handle', callee: 'handler', duration: 1500, request: 'GET /me' }),
  callWith({
    span: '2',
    parent: '1',
    caller: 'handler',
    callee: 'auth',
    function: 'edge:service/auth.check',
    arguments: [['authorization', 'some("Bearer nobody")']],
    result: 'err(unknown("nobody"))',
    failed: 'error',
    duration: 40,
  }),
  callWith({ span: '3', function: 'crash', callee: 'handler', failed: 'trap', result: 'unreachable' }),
];
const rows = rowsOf(callTree({ calls }), EVERYTHING, new Set());

/** By name: the page, the message posted to it, and the controls in its accessibility tree. */
export const pages = {
  component: {
    html: pageOf('edge.wasm', component, actionsFor(component, true), assetsOf('component')),
    content: [],
    used: ['button Serve', 'button Call a Function…', 'button Compose…', 'button Show as WIT'],
    headings: ['edge.wasm', 'Composition', 'Exports', 'Imports', 'WIT', 'Contains', 'Produced by'],
  },
  graph: {
    html: graphPage('composition.toml', assetsOf('graph')),
    content: [graphBody(graph)],
    used: [
      'button Add Component…',
      'button Save as SVG…',
      'button Show Text',
      'button Zoom In',
      'button Zoom Out',
      'button Fit',
      'button instance auth, Rust · 21.0 KB · sources are newer',
      'button import acme:log/sink of auth, does not fit',
      'button export edge:service/auth of auth, wired',
      'button instance handler, TypeScript · 900.0 KB',
      'button import edge:service/auth of handler, wired',
      'button import acme:time/now of handler, open',
      'button export wasi:http/incoming-handler of handler, wired',
      'button instance log, Go · 2.6 MB',
      'button import 12 of WASI of log, folded',
      'button export own:log/sink of log, does not fit',
      'button export own:log/levels of log, not used',
    ],
    headings: [],
  },
  timeline: {
    html: timelinePage('edge.trace.json', assetsOf('timeline')),
    content: [
      { kind: 'rows', html: rowsBody(rows), status: '3 calls. 1 trap.', hasMore: true },
      { kind: 'details', html: detailsBody(calls[1]!, '/edge.wasm') },
    ],
    used: [
      'searchbox Filter',
      'combobox Calls to show',
      'button Export for Chrome and Perfetto…',
      'button Export for OpenTelemetry…',
      'button Show more calls',
      'button Go to WIT',
      'button Go to Source',
      'button Copy as a Call',
    ],
    headings: ['edge:service/auth.check'],
  },
} as const;
