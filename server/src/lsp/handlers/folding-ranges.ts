import type { FoldingRange } from 'vscode-languageserver';
import { foldingRanges } from '../../trees/folding.ts';
import type { Handler } from '../session.ts';

export const foldingRangesHandler: Handler = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register: (session) =>
    session.connection.onFoldingRanges(
      session.request('foldingRanges', null as FoldingRange[] | null, async (view, params) => {
        const uri = view.uri(params.textDocument);
        const text = () => view.snapshot.file(uri)?.tokens.text;
        const found = await session.trees.with(uri, text, (trees, { tree }) => foldingRanges(trees, tree));
        // LSP's regions are explicitly marked ones: _Fold All Regions_ must not fold code.
        const kind = (folding: { kind: string }) => folding.kind === 'comment' && { kind: 'comment' };
        return found?.map((folding) => ({ ...lines(view.range(uri, folding)), ...kind(folding) })) ?? null;
      }),
    ),
};

interface Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

const lines = ({ start, end }: Range) => ({ startLine: start.line, endLine: end.line });
