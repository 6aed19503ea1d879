/** The first thread of a guest's process passes on questions of its guests to the host. */
import type { Answer, Question } from './ask.ts';
import type { FromGuest, ToGuest } from './protocol.ts';

const waiting = new Map<number, (answer: Answer) => void>();
let last = 0;

export function askHost(question: Question, done: (answer: Answer) => void): void {
  const id = ++last;
  waiting.set(id, done);
  process.send?.({ kind: 'question', id, question } satisfies FromGuest);
}

/** Gives the host's answer to the thread that asked. */
export function receiveAnswer({ id, answer }: Extract<ToGuest, { kind: 'answer' }>): void {
  waiting.get(id)?.(answer);
  waiting.delete(id);
}
