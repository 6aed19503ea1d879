import { escaped } from '../../../server/src/base/escaped.ts';
import type { CallRecord } from '../../../host/src/protocol/trace.ts';
import { type PageAssets, webPage } from '../ui/web-page.ts';
import type { Row } from './call-tree.ts';
import { callableOf, commandOf } from './callable.ts';

/** The page that shows a recording. It consists of our own text; its contents arrive later, escaped. */
export function timelinePage(name: string, assets: PageAssets): string {
  const body = `<main aria-label="Timeline of ${escaped(name)}">
<div role="toolbar" aria-label="Filter and export">
<input type="search" id="filter" placeholder="Filter: words of functions, instances, values" aria-label="Filter">
<select id="shown" aria-label="Calls to show">
<option value="all">All calls</option>
<option value="between">Between instances</option>
<option value="host">Of the host</option>
<option value="failed">Errors and traps</option>
</select>
<button type="button" data-action="chrome">Export for Chrome and Perfetto…</button>
<button type="button" data-action="spans">Export for OpenTelemetry…</button>
</div>
<p id="status" role="status"></p>
<div id="calls">
<table role="treegrid" aria-label="Calls">
<thead><tr><th scope="col">Call</th><th scope="col">From → to</th><th scope="col">Arguments</th><th scope="col">Result</th><th scope="col" class="number">Time</th><th scope="col">When</th></tr></thead>
<tbody id="rows"></tbody>
</table>
<button type="button" id="more" hidden>Show more calls</button>
</div>
<section id="details" aria-label="The selected call" aria-live="polite"></section>
</main>`;
  return webPage({ title: name, body, assets });
}

export const rowsBody = (rows: readonly Row[]): string => rows.map(rowBody).join('');

function rowBody({ call, depth, hasInner, isOpen, isAside, from, to }: Row): string {
  const { span, caller, callee, failed, duration, request } = call;
  const state = hasInner ? ` aria-expanded="${isOpen}"` : '';
  const classes = [isAside ? 'aside' : '', failed ?? ''].filter(Boolean).join(' ');
  const twisty = hasInner
    ? `<span class="twisty" aria-hidden="true">${isOpen ? '▾' : '▸'}</span>`
    : '<i></i>';
  const values = call.arguments.map(([name, value]) => `${name}: ${value}`).join(', ');
  const instances = escaped(`${caller} → ${callee}`);
  const note = request === undefined ? '' : ` <span class="request">${escaped(request)}</span>`;
  return `<tr role="row" data-span="${escaped(span)}" aria-level="${depth + 1}"${state}${classes && ` class="${classes}"`} tabindex="-1">
<td role="gridcell" title="${escaped(call.function)}">${'<i></i>'.repeat(Math.min(depth, 20))}${twisty}<span class="name">${escaped(shortName(call.function))}</span>${note}</td>
<td role="gridcell" title="${instances}">${instances}</td>
<td role="gridcell"><code>${escaped(values)}</code></td>
<td role="gridcell"><code>${escaped(call.result ?? '')}</code></td>
<td role="gridcell" class="number">${timeText(duration)}</td>
<td role="gridcell"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="10"/><rect x="${percent(from)}" width="${percent(Math.max(to - from, 0.005))}" height="10"/></svg></td>
</tr>`;
}

/** A call with all that is known of it, and what can be done with it. */
export function detailsBody(call: CallRecord, component: string | undefined): string {
  const callable = callableOf(call);
  const item = (name: string, value: string): string =>
    `<dt>${escaped(name)}</dt><dd><code>${escaped(value)}</code></dd>`;
  const button = (action: string, title: string, not?: string): string =>
    `<button type="button" data-action="${action}"${not === undefined ? '' : ` disabled title="${escaped(not)}"`}>${title}</button>`;
  const command = commandOf(call, component) === undefined ? '' : button('command', 'Copy as a Command');
  return `<h2>${escaped(call.function)}</h2>
<p>${escaped(`${call.caller} → ${call.callee}`)} · ${timeText(call.duration)}${call.request === undefined ? '' : ` · ${escaped(call.request)}`}</p>
<div role="toolbar" aria-label="Actions">${button('wit', 'Go to WIT')}${button('source', 'Go to Source')}${button('copy', 'Copy as a Call', 'not' in callable ? callable.not : undefined)}${command}</div>
<dl>${call.arguments.map(([name, value]) => item(name, value)).join('')}${call.result === undefined ? '' : item(call.failed ?? 'result', call.result)}</dl>`;
}

/** Without the package: `auth.check`. */
const shortName = (name: string): string => name.replace(/^.*\//, '');

const percent = (part: number): string => (part * 100).toFixed(2);

/** `12 µs`, `1.24 ms`, `3.50 s` */
export function timeText(microseconds: number): string {
  if (microseconds < 1000) return `${Math.round(microseconds)} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(2)} ms`;
  return `${(microseconds / 1_000_000).toFixed(2)} s`;
}
