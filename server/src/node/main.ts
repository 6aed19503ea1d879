/** The language server's process, on the transport that its arguments name. */
import { serve } from './serve.ts';
import { connectionOver, NoTransport, transportOf } from './transport.ts';

try {
  serve(await connectionOver(transportOf(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof NoTransport)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
