/** The page of a recording: a tree of calls with keys, a filter, and the details of the call that is selected. */
import './timeline.css';
import type { TimelineContent, TimelineMessage } from '../src/timeline/messages.ts';
import { acquireEditor, elementById } from './editor.ts';

/** How long the filter waits for the next key. */
const FILTER_DELAY_MS = 150;

interface State {
  readonly text: string;
  readonly shown: string;
}

const editor = acquireEditor<TimelineMessage, State>();
const rows = elementById<HTMLTableSectionElement>('rows');
const filter = elementById<HTMLInputElement>('filter');
const shown = elementById<HTMLSelectElement>('shown');
const more = elementById<HTMLButtonElement>('more');

/** The span of the call that is selected. */
let span: string | undefined;

type Row = HTMLTableRowElement;

const allRows = (): Row[] => [...rows.rows];
const levelOf = (row: Row): number => Number(row.getAttribute('aria-level'));

function select(row: Row | null | undefined, takesFocus: boolean): void {
  if (!row) return;
  for (const other of allRows()) {
    other.setAttribute('aria-selected', String(other === row));
    other.tabIndex = other === row ? 0 : -1;
  }
  if (takesFocus) row.focus();
  if (span === row.dataset['span']) return;
  span = row.dataset['span'];
  post('select');
}

/** The action on the selected call. */
function post(kind: Extract<TimelineMessage, { readonly span?: unknown }>['kind']): void {
  editor.postMessage({ kind, span });
}

window.addEventListener('message', ({ data }: MessageEvent<TimelineContent>) => {
  if (data.kind === 'details') {
    elementById('details').innerHTML = data.html;
    return;
  }
  const hadFocus = rows.contains(document.activeElement);
  rows.innerHTML = data.html;
  elementById('status').textContent = data.status;
  more.hidden = !data.hasMore;
  const all = allRows();
  const row = all.find((one) => one.dataset['span'] === span);
  if (row) select(row, hadFocus);
  else if (all[0]) all[0].tabIndex = 0;
});

function postView(): void {
  const state = { text: filter.value, shown: shown.value };
  editor.setState(state);
  editor.postMessage({ kind: 'view', ...state });
}

let waiting: ReturnType<typeof setTimeout> | undefined;
filter.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(postView, FILTER_DELAY_MS);
});
shown.addEventListener('change', postView);
more.addEventListener('click', () => editor.postMessage({ kind: 'more' }));

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const action = target.closest('button')?.dataset['action'];
  if (action) return post(action as Parameters<typeof post>[0]);
  const row = target.closest<Row>('#rows tr');
  if (!row) return;
  select(row, true);
  if (target.closest('.twisty')) post('toggle');
});
rows.addEventListener('dblclick', () => post('wit'));
rows.addEventListener('focusin', ({ target }) => select((target as Element).closest('tr'), false));

rows.addEventListener('keydown', (event) => {
  const row = (event.target as Element).closest('tr');
  if (!row || event.altKey) return;
  const isTaken = event.ctrlKey || event.metaKey ? copies(event.key) : moves(row, event.key);
  if (isTaken) event.preventDefault();
});

/** Copies the call, unless text is selected that the editor copies. */
function copies(key: string): boolean {
  if (key !== 'c' || String(getSelection()) !== '') return false;
  post('copy');
  return true;
}

/** The keys of a tree grid (WAI-ARIA authoring practices), and Enter for the WIT of a call. */
function moves(row: Row, key: string): boolean {
  const all = allRows();
  const index = all.indexOf(row);
  const state = row.getAttribute('aria-expanded');
  const go = (to: Row | undefined): void => select(to, true);
  const parent = (): Row | undefined => all.slice(0, index).findLast((one) => levelOf(one) < levelOf(row));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(all[index + 1]),
    ArrowUp: () => go(all[index - 1]),
    Home: () => go(all[0]),
    End: () => go(all.at(-1)),
    Enter: () => post('wit'),
    ArrowRight: () => (state === 'false' ? post('toggle') : state === 'true' && go(all[index + 1])),
    ArrowLeft: () => (state === 'true' ? post('toggle') : go(parent())),
  };
  keys[key]?.();
  return key in keys;
}

const { text = '', shown: which = 'all' } = editor.getState() ?? {};
filter.value = text;
shown.value = which;
postView();
