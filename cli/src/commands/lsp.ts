import { loadServer } from '../../../server/src/node/load-server.ts';
import { TRANSPORTS } from '../../../server/src/node/transport-options.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio lsp [--stdio | --socket PORT | --pipe NAME | --node-ipc]

Runs the language server for an LSP client: on standard input and output, or on a socket or pipe that the client
has opened.
`;

export async function lsp(args: readonly string[]): Promise<number> {
  const { values } = parse(args, TRANSPORTS, USAGE);
  const refusal = await (await loadServer()).serveOver(values);
  if (refusal !== undefined) throw new Usage(refusal, USAGE);
  // The process ends with the connection.
  return new Promise(() => {});
}
