import { serve } from './serve.ts';
import { connectionOver } from './transport.ts';
import { NoTransport, type TransportValues } from './transport-options.ts';

/**
 * Serves LSP on the transport that is named.
 *
 * @returns why that cannot be had, for the person who started the server
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
