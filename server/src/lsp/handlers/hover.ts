import { MarkupKind, type Hover } from 'vscode-languageserver';
import { hover } from '../../features/hover/hover.ts';
import type { Handler } from '../session.ts';

export const hoverHandler: Handler = {
  capabilities: () => ({ hoverProvider: true }),
  register: (session) =>
    session.connection.onHover(
      session.request('hover', null as Hover | null, (view, params) => {
        const place = view.place(params);
        const found = place && hover(view.snapshot, place);
        if (place === undefined || found === undefined) return null;
        return {
          contents: { kind: MarkupKind.Markdown, value: found.markdown },
          range: view.range(place.uri, found),
        };
      }),
    ),
};
