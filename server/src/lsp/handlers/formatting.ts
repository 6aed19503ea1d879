import type { FormattingOptions, TextDocumentIdentifier, TextEdit } from 'vscode-languageserver';
import { format } from '../../features/format/format.ts';
import { isDecoded } from '../../packages/encoded.ts';
import type { Handler } from '../session.ts';
import type { View } from '../view.ts';

export const formattingHandler: Handler = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  register: (session) => {
    const noEdits = null as TextEdit[] | null;
    session.connection.onDocumentFormatting(session.request('formatting', noEdits, formatWhole));
    session.connection.onDocumentRangeFormatting(
      session.request('rangeFormatting', noEdits, (view, params) => {
        const { start, end } = params.range;
        return (
          formatWhole(view, params)?.filter(
            ({ range }) => range.end.line >= start.line && range.start.line <= end.line,
          ) ?? null
        );
      }),
    );
  },
};

function formatWhole(
  view: View,
  { textDocument, options }: { textDocument: TextDocumentIdentifier; options: FormattingOptions },
): TextEdit[] | null {
  const uri = view.uri(textDocument);
  const file = view.snapshot.file(uri);
  if (file === undefined || isDecoded(uri)) return null;
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  return format(file, { indent }).map((edit) => view.edit(uri, edit));
}
