/** The server that the fixtures of jco send their requests to: its responses echo them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export async function serveEcho(): Promise<{ readonly address: string; close(): void }> {
  const server = createServer((request, response) => {
    const length = request.headers['content-length'];
    response.writeHead(200, {
      'x-wasmtime-test-method': request.method!,
      'x-wasmtime-test-uri': request.url!,
      ...(length !== undefined && { 'content-length': length }),
    });
    response.flushHeaders();
    request.pipe(response);
  });
  server.on('connect', (_, socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `127.0.0.1:${port}`, close };
}
