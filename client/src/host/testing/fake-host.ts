/** A component host whose `run` behaves as its `invoke` says: respond, refuse, fail, exit, or never return. */
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { JobParams } from '../../../../host/src/protocol.ts';

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

const runs: Record<string, (job: number) => unknown> = {
  answer: (job) => {
    void connection.sendNotification('progress', { job, message: `job ${job}` });
    void connection.sendNotification('output', { job, stream: 'stdout', text: 'hello' });
    return { exitCode: 0, value: String(process.pid) };
  },
  lose: (job) => {
    void connection.sendNotification('failed', { job, problem: { code: 'guest-trap', message: 'lost' } });
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
connection.onRequest('run', ({ invoke, job }: JobParams<'run'>) => runs[invoke ?? 'answer']?.(job));
connection.listen();
