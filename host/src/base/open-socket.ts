import { connect, type Socket } from 'node:net';

/**
 * Connects to a socket of this machine.
 * @param address a path, or the name of a pipe on Windows
 * @returns undefined if nobody listens there
 */
export function openSocket(address: string): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = connect(address, () => done(socket));
    socket.on('error', () => done(undefined));
  });
}
