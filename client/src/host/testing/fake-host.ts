/** A component host whose `run` does what its `invoke` names: answer, refuse, fail, die, or never return. */
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { RunParams } from '../../../../host/src/protocol.ts';

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

const runs: Record<string, () => unknown> = {
  answer: () => {
    void connection.sendNotification('output', { stream: 'stdout', text: 'hello' });
    return { exitCode: 0, value: String(process.pid) };
  },
  lose: () => {
    void connection.sendNotification('failed', { problem: { code: 'guest-trap', message: 'lost' } });
    return { exitCode: 0 };
  },
  refuse: () => new ResponseError(ErrorCodes.UnknownErrorCode, 'no', { code: 'guest-trap', message: 'no' }),
  fail: () => new ResponseError(ErrorCodes.InternalError, 'a bug'),
  die: () => {
    process.stderr.write('out of memory');
    process.exit(3);
  },
  spin: () => {
    for (;;);
  },
};

connection.onRequest('initialize', ({ protocolVersion }) => ({ protocolVersion, node: '', jspi: false }));
connection.onRequest('run', ({ invoke }: RunParams) => runs[invoke ?? 'answer']?.());
connection.listen();
