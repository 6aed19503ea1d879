/** What the page of a timeline does by itself: focus, keys, and what it says to the editor. */
export const TIMELINE_SCRIPT = `
const editor = acquireVsCodeApi();
const at = (id) => document.getElementById(id);
const rows = at('rows');
const all = () => [...rows.children];
const selected = () => all().find((row) => row.getAttribute('aria-selected') === 'true');
let span;

function select(row, focus) {
  if (!row) return;
  for (const other of all()) {
    other.setAttribute('aria-selected', String(other === row));
    other.tabIndex = other === row ? 0 : -1;
  }
  if (focus) row.focus();
  if (span === row.dataset.span) return;
  span = row.dataset.span;
  editor.postMessage({ kind: 'select', span });
}

window.addEventListener('message', ({ data }) => {
  if (data.kind === 'details') {
    at('details').innerHTML = data.html;
    return;
  }
  const hadFocus = rows.contains(document.activeElement);
  rows.innerHTML = data.html;
  at('status').textContent = data.status;
  at('more').hidden = !data.hasMore;
  const row = all().find((one) => one.dataset.span === span);
  if (row) select(row, hadFocus);
  else if (rows.firstElementChild) rows.firstElementChild.tabIndex = 0;
});

function view() {
  const state = { text: at('filter').value, shown: at('shown').value };
  editor.setState(state);
  editor.postMessage({ kind: 'view', ...state });
}
let waiting;
at('filter').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(view, 150);
});
at('shown').addEventListener('change', view);
at('more').addEventListener('click', () => editor.postMessage({ kind: 'more' }));

document.addEventListener('click', ({ target }) => {
  const action = target.closest('button')?.dataset.action;
  if (action) return editor.postMessage({ kind: action, span });
  const row = target.closest('#rows tr');
  if (!row) return;
  select(row, true);
  if (target.closest('.twisty')) editor.postMessage({ kind: 'toggle', span });
});
rows.addEventListener('dblclick', () => editor.postMessage({ kind: 'wit', span }));

rows.addEventListener('keydown', (event) => {
  const row = event.target.closest('tr');
  if (!row || event.altKey) return;
  const list = all();
  const index = list.indexOf(row);
  const level = Number(row.getAttribute('aria-level'));
  const expanded = row.getAttribute('aria-expanded');
  const go = (one) => select(one, true);
  if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
    if (String(getSelection()) !== '') return;
    editor.postMessage({ kind: 'copy', span });
  } else if (event.ctrlKey || event.metaKey) return;
  else if (event.key === 'ArrowDown') go(list[index + 1]);
  else if (event.key === 'ArrowUp') go(list[index - 1]);
  else if (event.key === 'Home') go(list[0]);
  else if (event.key === 'End') go(list.at(-1));
  else if (event.key === 'Enter') editor.postMessage({ kind: 'wit', span: row.dataset.span });
  else if (event.key === 'ArrowRight') {
    if (expanded === 'false') editor.postMessage({ kind: 'toggle', span: row.dataset.span });
    else if (expanded === 'true') go(list[index + 1]);
  } else if (event.key === 'ArrowLeft') {
    if (expanded === 'true') editor.postMessage({ kind: 'toggle', span: row.dataset.span });
    else go(list.slice(0, index).findLast((one) => Number(one.getAttribute('aria-level')) < level));
  } else return;
  event.preventDefault();
});
rows.addEventListener('focusin', ({ target }) => select(target.closest('tr'), false));

const { text = '', shown = 'all' } = editor.getState() ?? {};
at('filter').value = text;
at('shown').value = shown;
view();
`;
