import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';

import { CONNECTION_OPTIONS } from '../lsp/params.ts';
import { NoTransport, type TransportValues } from './transport-options.ts';
import { WholeMessages } from './whole-messages.ts';

/**
 * The connection over the one transport that is named; without a name Node's IPC when the process was forked,
 * else standard input and output. A server reaches its client at a socket or pipe that the client has opened.
 *
 * @throws NoTransport
 */
export async function connectionOver(named: TransportValues): Promise<Connection> {
  const names = (['stdio', 'node-ipc', 'socket', 'pipe'] as const).filter((name) => named[name]);
  if (names.length > 1) {
    throw new NoTransport(`--${names.join(' and --')} exclude each other: name one.`);
  }
  const [name = process.send ? 'node-ipc' : 'stdio'] = names;
  if (name === 'stdio') return overStreams(process.stdin, process.stdout);
  if (name === 'node-ipc') return overIpc();
  const socket = name === 'socket' ? connect(portOf(named.socket), '127.0.0.1') : connect(named.pipe ?? '');
  await connected(socket, `--${name} ${named[name]}`);
  return overStreams(socket, socket);
}

/** Exits when the input ends, as `createConnection` does for a stream. The writer sends whole messages. */
function overStreams(input: Readable, output: Writable): Connection {
  // No client is left to send anything to.
  output.once('error', () => process.exit(1));
  const writer: unknown = new WholeMessages(output);
  return createConnection(input, writer as Writable, CONNECTION_OPTIONS);
}

function overIpc(): Connection {
  if (!process.send) {
    throw new NoTransport(
      '--node-ipc requires a process that Node.js forked with an IPC channel. Use --stdio.',
    );
  }
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process), CONNECTION_OPTIONS);
}

function portOf(text = ''): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new NoTransport(
    `--socket requires a port from 1 to 65535 on which the client listens, not \`${text}\`.`,
  );
}

async function connected(socket: Socket, option: string): Promise<void> {
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw new NoTransport(`The client does not listen at ${option}: ${(error as Error).message}.`);
  }
}
