import { serve } from './serve.ts';
import { connectionOver } from './transport.ts';
import { NoTransport, type TransportValues } from './transport-options.ts';

/**
 * Serves LSP on the named transport.
 *
 * @returns the reason if it is not available, for the person who started the server
 */
export async function serveOver(transport: TransportValues): Promise<string | undefined> {
  try {
    serve(await connectionOver(transport));
    return undefined;
  } catch (error) {
    if (error instanceof NoTransport) return error.message;
    throw error;
  }
}
