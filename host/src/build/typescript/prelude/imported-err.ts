/**
 * The `err` of an imported function is thrown as an Error with the value as its `payload`, and a message of the
 * engine's own unless the value is a text: `[object Object] (see error.payload)`. Here the message says the value.
 */
import { shown } from './shown.ts';

const ENGINES_OWN = / \(see error\.payload\)$/;

/** @param error as it is created, before it has its payload */
export function sayImportedErr(error: Error): void {
  if (!ENGINES_OWN.test(error.message)) return;
  Object.defineProperty(error, 'message', {
    get(this: { payload?: unknown }) {
      return messageOfErr(this.payload);
    },
    configurable: true,
  });
}

export function messageOfErr(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  return payload === undefined
    ? 'an imported function gave an `err`'
    : `an imported function gave the \`err\` ${shown(payload)}`;
}
