import { escaped } from '../../../server/src/base/escaped.ts';
import type { PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { type PageAssets, webPage } from '../ui/web-page.ts';

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
<button type="button" data-zoom="in">Zoom In</button>
<button type="button" data-zoom="out">Zoom Out</button>
<button type="button" data-zoom="fit">Fit</button>
</div>
<div id="graph"></div>
</main>`;
  return webPage({ title: name, body, assets });
}

/** The content of the page: the picture and the errors, or why there is no picture. */
export function graphBody(graph: PlanGraph | undefined): string {
  if (!graph)
    return '<p role="status">This plan has errors that prevent a graph. Open it as text to see them.</p>';
  const mistakes = graph.mistakes.map((text) => `<li>${escaped(text)}</li>`).join('');
  const hint =
    '<p class="hint">Press Enter on an import to list its possible providers, or on an instance or export to list its actions. Or drag from one port to another.</p>';
  return `${mistakes === '' ? '' : `<ul class="mistakes" role="status">${mistakes}</ul>`}${graph.picture}${hint}`;
}
