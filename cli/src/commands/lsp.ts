import { parse } from '../usage.ts';

const USAGE = `usage: wit-studio lsp --stdio

Runs the language server on standard input and output, for any editor that speaks LSP.
`;

export async function lsp(args: readonly string[]): Promise<number> {
  parse(args, { stdio: { type: 'boolean' } }, USAGE);
  const { serveStdio } = await import('../../../server/src/node/serve.ts');
  serveStdio();
  // The connection ends the process when the editor says so.
  return new Promise(() => {});
}
