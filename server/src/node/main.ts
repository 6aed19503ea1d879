/** The language server's process, on the transport that its arguments name. */
import { loadServer } from './load-server.ts';
import { NoTransport, transportOf } from './transport-options.ts';

async function main(): Promise<string | undefined> {
  try {
    const transport = transportOf(process.argv.slice(2));
    return await (await loadServer()).serveOver(transport);
  } catch (error) {
    if (error instanceof NoTransport) return error.message;
    throw error;
  }
}

const refusal = await main();
if (refusal !== undefined) {
  console.error(`error: ${refusal}`);
  process.exitCode = 2;
}
