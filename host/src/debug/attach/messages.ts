/** The protocol between a server and an attached debugger: JSON-RPC on a socket that only this user can open. */
import { NotificationType, RequestType, RequestType0, type MessageConnection } from 'vscode-jsonrpc/node';
import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type { InspectorMessage, Reply, Report } from '../../guest/crossing/report.ts';

/** A server that a debugger can attach to. */
export interface ServerInfo {
  readonly pid: number;
  /** The served subject as an absolute path: a component, a plan or a folder. */
  readonly program: string;
  readonly url: string;
}

/** A build of the server's component, to be debugged. */
export interface DebuggedBuild {
  readonly component: string;
  readonly parts: ObservedParts;
}

export const About = new RequestType0<ServerInfo, void>('about');
/** Serves the build under the debugger; again, another one. */
export const Debug = new RequestType<DebuggedBuild, null, void>('debug');
/** Serves the former component again, as the end of the connection does, too. */
export const Leave = new RequestType0<null, void>('leave');
/** Ends the server. */
export const Stop = new RequestType0<null, void>('stop');
/** Of a thread, which waits for the reply. */
export const ReportOf = new RequestType<Report, Reply, void>('report');
export const Inspect = new NotificationType<InspectorMessage>('inspect');
export const Inspected = new NotificationType<InspectorMessage>('inspected');
/** The settings of the debugger have changed. */
export const Changed = new NotificationType<object>('changed');

/** Messages to a closed connection are dropped. */
export function notify(
  connection: MessageConnection,
  type: NotificationType<InspectorMessage> | NotificationType<object>,
  params: InspectorMessage | object,
): void {
  const send = async (): Promise<void> =>
    connection.sendNotification(type as NotificationType<object>, params);
  send().catch(() => {});
}
