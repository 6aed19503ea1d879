import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio lsp [--stdio | --socket PORT | --pipe NAME | --node-ipc]

Runs the language server for any editor that speaks LSP: on standard input and output, or on a socket or
pipe that the editor has opened.
`;

export async function lsp(args: readonly string[]): Promise<number> {
  const [{ serve }, { connectionOver, NoTransport, TRANSPORTS }] = await Promise.all([
    import('../../../server/src/node/serve.ts'),
    import('../../../server/src/node/transport.ts'),
  ]);
  const { values } = parse(args, TRANSPORTS, USAGE);
  try {
    serve(await connectionOver(values));
  } catch (error) {
    if (error instanceof NoTransport) throw new Usage(error.message, USAGE);
    throw error;
  }
  // The connection ends the process when the editor says so.
  return new Promise(() => {});
}
