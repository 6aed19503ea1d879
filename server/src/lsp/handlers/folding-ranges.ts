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
        return found?.map((folding) => ({ ...lines(view.range(uri, folding)), kind: folding.kind })) ?? null;
      }),
    ),
};

interface Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

const lines = ({ start, end }: Range) => ({ startLine: start.line, endLine: end.line });
