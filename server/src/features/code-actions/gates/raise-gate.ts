import type { Attribute, Span, TokenIndex } from '../../../syntax/ast.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Fix, FixContext } from '../fix.ts';
import type { FileEdit } from '../../results.ts';

interface GatedItem extends Span {
  readonly attributes: readonly Attribute[];
}

/** Raises the version of an item's gate to that of its container. */
export function* raiseGate({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { outer = '' } = found.detail;
  const token = file.tokens.firstEndingAfter(found.start);
  const item = bodiesIn(snapshot, file.uri)
    .flatMap(({ items }) => items)
    .flatMap((one) => itemAt(one, token) ?? [])[0];
  if (!item) return;
  const edits = [gateOf(file, item, outer)];
  yield { title: `Say \`@since(version = ${outer})\``, isPreferred: true, edits };
}

/** An item, or the function of it if it is a resource, with a token. */
function itemAt(
  item: GatedItem & { readonly functions?: readonly GatedItem[] },
  token: TokenIndex,
): GatedItem | undefined {
  const has = ({ first, last, attributes }: GatedItem) =>
    (attributes.at(-1)?.last ?? first - 1) < token && first <= token && token <= last;
  return item.functions?.find(has) ?? (has(item) ? item : undefined);
}

/** Replaces the existing gate, or inserts one above the item. */
function gateOf({ uri, tokens }: ParsedFile, { first, attributes }: GatedItem, version: string): FileEdit {
  const since = attributes.find(({ kind }) => kind === 'since');
  const gate = `@since(version = ${version})`;
  if (since) return { uri, start: tokens.start(since.first), end: tokens.end(since.last), text: gate };
  const start = tokens.start(first);
  const indentation = /(?:^|\r?\n)[ \t]*$/.exec(tokens.text.slice(0, start))?.[0];
  const gap = indentation === undefined ? ' ' : indentation || '\n';
  return { uri, start, end: start, text: gate + gap };
}
