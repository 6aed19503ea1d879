import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { viewComponent } from '../../features/component-view.ts';
import { COMPONENT_VIEW, type ComponentView, type DocumentParams } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** The contents of a .wasm file, an extension of LSP. */
export const componentViewHandler: Handler = {
  capabilities: () => ({ experimental: { componentView: true } }),
  register: (session) => {
    const { files, composer, decode } = session.environment;
    session.connection.onRequest(
      COMPONENT_VIEW,
      session.request(COMPONENT_VIEW, null as ComponentView | null, async (_, { uri }: DocumentParams) => {
        const bytes = files.readBytes(session.uris.in(uri));
        if (bytes === undefined)
          throw new ResponseError(LSPErrorCodes.RequestFailed, 'The file cannot be read.');
        return viewComponent(bytes, composer, decode);
      }),
    );
  },
};
