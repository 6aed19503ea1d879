import type { PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { escaped, webPage } from '../ui/web-page.ts';

/**
 * The page that shows a plan as a graph. It is text of ours; the picture comes from the language server, which escapes
 * every name. Nothing is loaded from anywhere.
 * @param nonce what marks the page's own style and script
 */
export function graphPage(name: string, nonce: string): string {
  const body = `<main aria-label="Graph of ${escaped(name)}">
<div role="toolbar" aria-label="Actions">
<button type="button" data-action="add">Add Component…</button>
<button type="button" data-action="save">Save as SVG…</button>
<button type="button" data-action="text">Show Text</button>
</div>
<div id="graph"></div>
</main>`;
  return webPage({ title: name, body, style: STYLE, script: SCRIPT, nonce });
}

/** What is in the page: the picture and the mistakes, or why there is none. */
export function graphBody(graph: PlanGraph | undefined): string {
  if (!graph) return '<p role="status">This plan cannot be drawn. Its text shows why.</p>';
  const mistakes = graph.mistakes.map((text) => `<li>${escaped(text)}</li>`).join('');
  const hint =
    '<p class="hint">Enter on an import lists who could fill it; on an instance or an export, what can be done. Or drag from one port to another.</p>';
  return `${mistakes === '' ? '' : `<ul class="mistakes" role="status">${mistakes}</ul>`}${graph.picture}${hint}`;
}

const SCRIPT = `
const editor = acquireVsCodeApi();
const root = document.getElementById('graph');
const keyOf = ({ dataset: { instance, side, port } }) => JSON.stringify([instance, side, port]);
const all = () => [...root.querySelectorAll('.press')];
const send = (kind, { dataset: { instance, side, port } }) => editor.postMessage({ kind, instance, side, port });

window.addEventListener('message', ({ data }) => {
  const focused = document.activeElement?.dataset?.side ? keyOf(document.activeElement) : undefined;
  root.innerHTML = data;
  all().find((one) => keyOf(one) === focused)?.focus();
});

for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () => editor.postMessage({ kind: button.dataset.action }));

root.addEventListener('keydown', (event) => {
  const one = event.target.closest('.press');
  if (!one) return;
  if (event.key === 'Enter' || event.key === ' ') send('pick', one);
  else if (event.key === 'Delete') send('delete', one);
  else if (event.key === 'F2') send('rename', one);
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const list = all();
    list[list.indexOf(one) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  } else return;
  event.preventDefault();
});

let drag;
root.addEventListener('pointerdown', (event) => {
  const start = event.target.closest('.press');
  if (!start || event.button !== 0) return;
  drag = { start, x: event.clientX, y: event.clientY, line: undefined };
});
window.addEventListener('pointermove', (event) => {
  if (!drag || !drag.start.dataset.port) return;
  if (!drag.line && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
  const svg = root.querySelector('svg');
  if (!drag.line) {
    drag.line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    drag.line.setAttribute('class', 'wire dragged');
    svg.append(drag.line);
  }
  const { left, top } = svg.getBoundingClientRect();
  const ends = { x1: drag.x - left, y1: drag.y - top, x2: event.clientX - left, y2: event.clientY - top };
  for (const [name, value] of Object.entries(ends)) drag.line.setAttribute(name, value);
});
window.addEventListener('pointerup', (event) => {
  if (!drag) return;
  const { start, line } = drag;
  drag = undefined;
  line?.remove();
  const end = document.elementFromPoint(event.clientX, event.clientY)?.closest('.press');
  if (!end) return;
  if (end === start) return send('pick', start);
  const [from, to] = start.dataset.side === 'exports' ? [start, end] : [end, start];
  if (from.dataset.side !== 'exports' || to.dataset.side !== 'imports') return;
  editor.postMessage({
    kind: 'wire',
    from: { instance: from.dataset.instance, port: from.dataset.port },
    to: { instance: to.dataset.instance, port: to.dataset.port },
  });
});
editor.postMessage({ kind: 'ready' });
`;

/** How a picture of a composition looks in the editor's colours; the .wasm page has it, too. */
export const PICTURE_STYLE = `
svg text { fill: var(--vscode-editor-foreground); font: 12px ui-monospace, Menlo, Consolas, monospace; }
svg .title { font-weight: 600; font-size: 13px; } svg .detail { fill: var(--vscode-descriptionForeground); }
.paper { fill: none; } .card { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-descriptionForeground))); }
.card.stale { stroke: var(--vscode-editorWarning-foreground, currentColor); stroke-dasharray: 6 3; }
.export { fill: none; stroke: var(--vscode-charts-green, currentColor); }
.wire { fill: none; stroke: var(--vscode-charts-blue, currentColor); stroke-width: 1.5; }
.wire.named { stroke: var(--vscode-descriptionForeground); stroke-width: 1; } .wire.outer { stroke: var(--vscode-charts-green, currentColor); }
.wire.wrong { stroke: var(--vscode-editorError-foreground, currentColor); stroke-dasharray: 5 3; } .wire.dragged { stroke-dasharray: 3 3; }
.port { fill: var(--vscode-descriptionForeground); stroke: var(--vscode-descriptionForeground); }
.port.open, .port.free, .port.folded { fill: var(--vscode-editor-background); }
.port.wrong { fill: var(--vscode-editor-background); stroke: var(--vscode-editorError-foreground, currentColor); stroke-width: 3; }
`;

const STYLE = `
body { color: var(--vscode-editor-foreground); font: var(--vscode-font-size) var(--vscode-font-family); }
[role=toolbar] { display: flex; flex-wrap: wrap; gap: 0.5em; margin: 0.8em 0; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); padding: 0.3em 1em; font: inherit; cursor: pointer; }
button:hover { background: var(--vscode-button-hoverBackground); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
#graph { overflow: auto; } .press { cursor: pointer; } .press:hover text { text-decoration: underline; }
.press:focus-visible { outline: 2px solid var(--vscode-focusBorder); }
.mistakes { color: var(--vscode-editorError-foreground); } .hint { color: var(--vscode-descriptionForeground); }
${PICTURE_STYLE}`;
