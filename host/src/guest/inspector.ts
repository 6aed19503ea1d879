/**
 * The first thread of a process passes on what the host says to the inspectors of its other threads, and what they
 * answer. There is no port: the session is within the process. Opened where a guest is debugged, and nowhere else.
 */
import type { InspectorMessage } from './crossing/report.ts';

export interface Inspector {
  /** What is for a thread that has none yet waits for it. */
  send(message: InspectorMessage): void;
}

type Params<T> = { readonly params: T };
interface Attached {
  readonly sessionId: string;
  readonly workerInfo: { readonly workerId: string };
}
interface Received {
  readonly sessionId: string;
  readonly message: string;
}

export async function openInspector(post: (message: InspectorMessage) => void): Promise<Inspector> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  const sessions = new Map<number, string>();
  const waiting: InspectorMessage[] = [];
  const send = (message: InspectorMessage): void => {
    const sessionId = sessions.get(message.thread);
    if (sessionId === undefined) return void waiting.push(message);
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message: message.text });
  };
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }: Params<Attached>) => {
    sessions.set(Number(workerInfo.workerId), sessionId);
    for (const message of waiting.splice(0)) send(message);
  });
  session.on(
    'NodeWorker.receivedMessageFromWorker',
    ({ params: { sessionId, message } }: Params<Received>) => {
      const [thread] = [...sessions].find(([, id]) => id === sessionId) ?? [];
      if (thread !== undefined) post({ thread, text: message });
    },
  );
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  return { send };
}
