/** The page of a plan's graph: its parts are picked, renamed, deleted and wired by keyboard and mouse. */
import './graph.css';
import type { GraphMessage, GraphPart, PlanPort } from '../src/graph/messages.ts';
import { acquireEditor, elementById } from './editor.ts';
import { fit, size, STEP, zoom } from './zoom.ts';

/** A pointer that moves less than this, in pixels, presses a part and drags no wire. */
const LEAST_DRAG = 5;

const editor = acquireEditor<GraphMessage>();
const root = elementById('graph');

type PartElement = HTMLElement | SVGElement;

const parts = (): PartElement[] => [...root.querySelectorAll<PartElement>('.press')];
const partAt = (target: EventTarget | null): PartElement | null =>
  target instanceof Element ? target.closest<PartElement>('.press') : null;

function partOf({ dataset }: PartElement): GraphPart {
  const { instance = '', side, port } = dataset;
  return { instance, side: side as GraphPart['side'], ...(port !== undefined && { port }) };
}

const portOf = ({ dataset: { instance = '', port = '' } }: PartElement): PlanPort => ({ instance, port });
const keyOf = (part: PartElement): string => JSON.stringify(partOf(part));

/** The part that has the focus, or had it when a list of VS Code or another picture took it. */
let focused: { readonly key: string; readonly at: number } | undefined;

document.addEventListener('focusin', ({ target }) => {
  const part = partAt(target);
  focused = part ? { key: keyOf(part), at: parts().indexOf(part) } : undefined;
});

/** Of a part that was renamed or deleted, the one in its place gets the focus. */
function restoreFocus(): void {
  if (!focused || !document.hasFocus() || document.activeElement !== document.body) return;
  const { key, at } = focused;
  const all = parts();
  (all.find((part) => keyOf(part) === key) ?? all[Math.min(at, all.length - 1)])?.focus();
}

window.addEventListener('focus', restoreFocus);

window.addEventListener('message', ({ data }: MessageEvent<string>) => {
  root.innerHTML = data;
  const svg = root.querySelector('svg');
  if (svg) size(svg);
  restoreFocus();
});

for (const button of document.querySelectorAll<HTMLElement>('[data-action]'))
  button.addEventListener('click', () =>
    editor.postMessage({ kind: button.dataset['action'] as 'add' | 'save' | 'text' }),
  );

type Zoom = 'in' | 'out' | 'fit';

function zoomTo(kind: Zoom, at = middleOf(root)): void {
  const svg = root.querySelector('svg');
  if (!svg) return;
  if (kind === 'fit') fit(svg);
  else zoom(svg, root, kind === 'in' ? STEP : 1 / STEP, at);
}

function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

for (const button of document.querySelectorAll<HTMLElement>('[data-zoom]'))
  button.addEventListener('click', () => zoomTo(button.dataset['zoom'] as Zoom));

// A pinch of a touchpad arrives as such a wheel, too.
root.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(event.deltaY < 0 ? 'in' : 'out', { x: event.clientX, y: event.clientY });
  },
  { passive: false },
);

const ZOOM_KEYS: Readonly<Record<string, Zoom>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'fit' };

const KEYS = { Enter: 'pick', ' ': 'pick', Delete: 'delete', F2: 'rename' } as const;
const STEPS = { ArrowDown: 1, ArrowUp: -1 } as const;

root.addEventListener('keydown', (event) => {
  const zoomed = ZOOM_KEYS[event.key];
  // With Ctrl they are VS Code's own, for the window.
  if (zoomed && !event.ctrlKey && !event.metaKey) return zoomTo(zoomed);
  const part = partAt(event.target);
  if (!part) return;
  const kind = KEYS[event.key as keyof typeof KEYS];
  const step = STEPS[event.key as keyof typeof STEPS];
  if (kind) editor.postMessage({ kind, ...partOf(part) });
  else if (step) {
    const all = parts();
    all[all.indexOf(part) + step]?.focus();
  } else return;
  event.preventDefault();
});

/** A press that has not ended, with the line that follows the pointer once it has moved. */
interface Drag {
  readonly start: PartElement;
  readonly x: number;
  readonly y: number;
  line?: SVGLineElement;
}
let drag: Drag | undefined;

root.addEventListener('pointerdown', (event) => {
  const start = partAt(event.target);
  if (start && event.button === 0) drag = { start, x: event.clientX, y: event.clientY };
});

window.addEventListener('pointermove', ({ clientX, clientY }) => {
  const svg = root.querySelector('svg');
  if (!drag?.start.dataset['port'] || !svg) return;
  if (!drag.line && Math.hypot(clientX - drag.x, clientY - drag.y) < LEAST_DRAG) return;
  drag.line ??= newLine(svg);
  const [from, to] = [pointIn(svg, drag.x, drag.y), pointIn(svg, clientX, clientY)];
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  for (const [name, value] of Object.entries(ends)) drag.line.setAttribute(name, String(value));
});

/** A place on the page in the units of the picture. */
const pointIn = (svg: SVGSVGElement, x: number, y: number): DOMPoint =>
  new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()?.inverse());

function newLine(svg: SVGSVGElement): SVGLineElement {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  line.setAttribute('class', 'wire dragged');
  svg.append(line);
  return line;
}

window.addEventListener('pointerup', ({ clientX, clientY }) => {
  if (!drag) return;
  const { start, line } = drag;
  drag = undefined;
  line?.remove();
  const end = partAt(document.elementFromPoint(clientX, clientY));
  if (!end) return;
  if (end === start) return editor.postMessage({ kind: 'pick', ...partOf(start) });
  const [from, to] = start.dataset['side'] === 'exports' ? [start, end] : [end, start];
  if (from.dataset['side'] !== 'exports' || to.dataset['side'] !== 'imports') return;
  editor.postMessage({ kind: 'wire', from: portOf(from), to: portOf(to) });
});

editor.postMessage({ kind: 'ready' });
