import type { Answer, Question } from '../guest/ask.ts';
import type { ObserverHost } from '../guest/crossing/report.ts';
import type { Stores } from '../keyvalue/stores.ts';
import type { Grants } from '../protocol.ts';
import { answerFileCall } from './file-calls.ts';
import type { LogExporter } from './log-exporter.ts';

/** The grants of a guest and its open resources, which close with it. */
export interface Granted {
  readonly grants: Grants;
  readonly stores: Stores;
  readonly logs: LogExporter;
}

/**
 * Does for a guest's thread what its process may not.
 * @param pid of the process
 */
export async function answerQuestion(
  question: Question,
  { grants, stores, logs }: Granted,
  pid: number,
  observer: ObserverHost | undefined,
): Promise<Answer> {
  switch (question.kind) {
    case 'report':
      return (await observer?.report(question.report)) ?? { kind: 'go' };
    case 'store':
      return stores.answer(question.call);
    case 'log':
      logs.take(question.record);
      return '';
    default:
      return answerFileCall(question, pid, grants);
  }
}
