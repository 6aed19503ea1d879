import type { SelectionRange } from 'vscode-languageserver';
import { selectionRanges } from '../../trees/selection.ts';
import type { Handler } from '../session.ts';
import type { View } from '../view.ts';

export const selectionRangesHandler: Handler = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register: (session) =>
    session.connection.onSelectionRanges(
      session.request('selectionRanges', null as SelectionRange[] | null, async (view, params) => {
        const uri = view.uri(params.textDocument);
        const text = () => view.snapshot.file(uri)?.tokens.text;
        const found = await session.trees.with(uri, text, (_, open) => {
          const lines = view.snapshot.lines(uri)!;
          return params.positions.map((at) => nested(view, uri, selectionRanges(open, lines.offsetAt(at))));
        });
        return found ?? null;
      }),
    ),
};

/** Each within the one behind it, as LSP wants them. */
function nested(view: View, uri: string, ranges: ReturnType<typeof selectionRanges>): SelectionRange {
  const outermost = { range: view.range(uri, ranges.at(-1)!) };
  return ranges
    .slice(0, -1)
    .reduceRight<SelectionRange>((parent, range) => ({ range: view.range(uri, range), parent }), outermost);
}
