import type { PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { escaped, type PageAssets, webPage } from '../ui/web-page.ts';

/**
 * The page that shows a plan as a graph. It is text of ours; the picture comes from the language server, which escapes
 * every name.
 */
export function graphPage(name: string, assets: PageAssets): string {
  const body = `<main aria-label="Graph of ${escaped(name)}">
<div role="toolbar" aria-label="Actions">
<button type="button" data-action="add">Add Component…</button>
<button type="button" data-action="save">Save as SVG…</button>
<button type="button" data-action="text">Show Text</button>
</div>
<div id="graph"></div>
</main>`;
  return webPage({ title: name, body, assets });
}

/** What is in the page: the picture and the mistakes, or why there is none. */
export function graphBody(graph: PlanGraph | undefined): string {
  if (!graph) return '<p role="status">This plan cannot be drawn. Its text shows why.</p>';
  const mistakes = graph.mistakes.map((text) => `<li>${escaped(text)}</li>`).join('');
  const hint =
    '<p class="hint">Enter on an import lists who could fill it; on an instance or an export, what can be done. Or drag from one port to another.</p>';
  return `${mistakes === '' ? '' : `<ul class="mistakes" role="status">${mistakes}</ul>`}${graph.picture}${hint}`;
}
