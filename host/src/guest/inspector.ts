/**
 * Connects the host to the inspectors of other threads, from the first thread of their process. There is no port: the
 * session is within the process. It is only opened if the guest is debugged.
 */
import { MessageChannel } from 'node:worker_threads';
import type { InspectorMessage } from './crossing/report.ts';
import { GO_ON, PassedStops } from './passed-stops.ts';

export interface Inspector {
  /** Messages for a thread without an inspector wait for it. */
  send(message: InspectorMessage): void;
}

type Params<T> = { readonly params: T };
interface Attached {
  readonly sessionId: string;
  readonly workerInfo: { readonly workerId: string };
}
type Event = { readonly attached: Attached } | { readonly received: Received };
interface Received {
  readonly sessionId: string;
  readonly message: string;
}

/** Opens the inspector of the other threads of this process and forwards its messages. */
export async function openInspector(post: (message: InspectorMessage) => void): Promise<Inspector> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  const sessions = new Map<number, string>();
  const waiting: InspectorMessage[] = [];
  const stops = new PassedStops();
  const send = (message: InspectorMessage): void => {
    const sessionId = sessions.get(message.thread);
    if (sessionId === undefined) return void waiting.push(message);
    stops.sent(message);
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message: message.text });
  };
  const attached = ({ sessionId, workerInfo }: Attached): void => {
    sessions.set(Number(workerInfo.workerId), sessionId);
    for (const message of waiting.splice(0)) send(message);
  };
  const received = ({ sessionId, message }: Received): void => {
    const [thread] = [...sessions].find(([, id]) => id === sessionId) ?? [];
    if (thread === undefined) return;
    const event = { thread, text: message };
    if (stops.passes(event)) send({ thread, text: GO_ON });
    else post(event);
  };
  // Node.js calls listeners by interrupts, in the middle of this thread's work. If the thread was about to leave the
  // tick queue, a tick that a listener adds would never run, nor any later one. A port delivers events in separate
  // turns.
  const { port1: events, port2: turns } = new MessageChannel();
  session.on('NodeWorker.attachedToWorker', ({ params }: Params<Attached>) =>
    events.postMessage({ attached: params }),
  );
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }: Params<Received>) =>
    events.postMessage({ received: params }),
  );
  turns.on('message', (event: Event) =>
    'attached' in event ? attached(event.attached) : received(event.received),
  );
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  return { send };
}
