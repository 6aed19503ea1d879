import { escaped } from '../../../server/src/base/escaped.ts';
import { withoutPackage } from '../../../server/src/base/without-package.ts';
import type { ComponentView } from '../../../server/src/lsp/extensions.ts';
import { type PageAssets, webPage } from '../ui/web-page.ts';
import { explanationOf } from './explanations.ts';

type Content = ComponentView['contents'][number];

/** A button of the page, and the command that it runs. */
export interface Action {
  readonly id: string;
  readonly title: string;
}

/** The page that shows a .wasm file. Every text of the file is escaped. */
export function pageOf(
  name: string,
  view: ComponentView,
  actions: readonly Action[],
  assets: PageAssets,
): string {
  const { heading, paragraphs } = explanationOf(view);
  const sections = [
    view.picture === undefined
      ? ''
      : section(
          'Composition',
          `<div class="picture" role="group" aria-label="Picture of the composition" tabindex="0">${view.picture}</div>`,
        ),
    list('Exports', itemsOf('export', view.exports, view.wit)),
    list('Imports', itemsOf('import', view.imports, view.wit)),
    view.wit === undefined
      ? ''
      : section('WIT', `<pre tabindex="0" aria-label="WIT">${escaped(withoutPackage(view.wit))}</pre>`),
    contents(view.contents),
    producers(view),
  ];
  const body = `<main>
<header>
<h1>${escaped(name)}</h1>
<p><strong>${heading}</strong> · <span title="${view.bytes} bytes">${sizeOf(view.bytes)}</span></p>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
${toolbar(actions)}
</header>
${sections.join('\n')}
</main>`;
  return webPage({ title: name, body, assets });
}

function toolbar(actions: readonly Action[]): string {
  if (actions.length === 0) return '';
  const buttons = actions.map(
    ({ id, title }) => `<button type="button" data-action="${escaped(id)}">${escaped(title)}</button>`,
  );
  return `<div role="toolbar" aria-label="Actions">${buttons.join('')}</div>`;
}

function section(title: string, body: string): string {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

function list(title: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  return section(title, `<ul>${names.map((name) => `<li><code>${escaped(name)}</code></li>`).join('')}</ul>`);
}

/** Functions of the world have the signature of its WIT behind their name; interfaces are in the WIT as a whole. */
function itemsOf(direction: 'import' | 'export', names: readonly string[], wit = ''): string[] {
  const line = new RegExp(`^ *${direction} (%?(\\S+): .*);$`, 'gm');
  const signatures = new Map([...wit.matchAll(line)].map(([, signature, name]) => [name, signature]));
  return names.map((name) => signatures.get(name) ?? name);
}

function contents(all: readonly Content[]): string {
  return all.length === 0 ? '' : section('Contains', tree(all));
}

function tree(all: readonly Content[]): string {
  const items = all.map(({ kind, name, bytes, contents }) => {
    const title = name === undefined ? '' : ` <code>${escaped(name)}</code>`;
    const inner = contents.length === 0 ? '' : tree(contents);
    return `<li>${kind}${title} <span class="size" title="${bytes} bytes">${sizeOf(bytes)}</span>${inner}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function producers({ producers }: ComponentView): string {
  if (producers.length === 0) return '';
  const rows = producers.map(
    ({ field, name, version }) =>
      `<tr><th scope="row">${escaped(field)}</th><td>${escaped(name)}</td><td>${escaped(version)}</td></tr>`,
  );
  return section(
    'Produced by',
    `<table><thead><tr><th scope="col">Field</th><th scope="col">Name</th><th scope="col">Version</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
}

/** `17 bytes`, `1.2 KB`, `3.4 MB` */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, divisor] = bytes < 1_000_000 ? ['KB', 1000] : ['MB', 1_000_000];
  return `${(bytes / Number(divisor)).toFixed(1)} ${unit}`;
}
