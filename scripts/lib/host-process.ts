import { spawn, type ChildProcess } from 'node:child_process';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { PROTOCOL_VERSION, type Requests } from '../../host/src/protocol.ts';

export interface HostProcess extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
  ): Promise<Requests[Method]['result']>;
}

/**
 * The built host in a process of its own, as VS Code starts it.
 * @param options of Node
 */
export async function startHost(storage: string, options: readonly string[] = []): Promise<HostProcess> {
  const args = [...options, 'dist/host/main.js'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  let job = 0;
  await connection.sendRequest('initialize', { protocolVersion: PROTOCOL_VERSION, storage });
  return {
    process: child,
    connection,
    request: (method, params) => connection.sendRequest(method, { job: ++job, ...params }),
    [Symbol.asyncDispose]: async () => {
      connection.dispose();
      child.kill();
    },
  };
}
