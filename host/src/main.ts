/** The component host's process: JSON-RPC (protocol.ts) over standard input and output. */
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { handleRequests } from './rpc/server.ts';
// Standard output belongs to the protocol: what libraries print goes where it can do no harm.
console.log = console.error;

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
handleRequests(connection);
connection.onClose(() => process.exit(0));
connection.listen();
