import { parseArgs } from 'node:util';

/** The options that name a transport, as `vscode-languageclient` and others pass them, and its process. */
export const TRANSPORTS = {
  stdio: { type: 'boolean' },
  'node-ipc': { type: 'boolean' },
  socket: { type: 'string' },
  pipe: { type: 'string' },
  clientProcessId: { type: 'string' },
} as const;

export type TransportValues = {
  readonly [Name in keyof typeof TRANSPORTS]?: (typeof TRANSPORTS)[Name]['type'] extends 'boolean'
    ? boolean
    : string;
};

/** The transport is not available; the message names it and the reason, for the person who started the server. */
export class NoTransport extends Error {}

/** @throws NoTransport for an unknown option */
export function transportOf(args: readonly string[]): TransportValues {
  try {
    return parseArgs({ args: [...args], options: TRANSPORTS }).values;
  } catch (error) {
    throw new NoTransport((error as Error).message);
  }
}
