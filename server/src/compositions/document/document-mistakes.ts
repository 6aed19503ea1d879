import type { Diagnostic, Result } from '../toolkit.ts';
import { mend, type Mends } from './mend.ts';
import { MendedText } from './mended-text.ts';

const MOST_MISTAKES = 30;

/** A mistake of a document, with places in bytes of its UTF-8. */
export interface Mistake extends Diagnostic {
  /** `wac-invalid`, if absent. */
  readonly code?: 'target-misfit' | 'wac-invalid';
}

/** The meaning of a document as far as it can be read, and all of its mistakes. */
export interface Read<T> {
  readonly result?: T;
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads a WAC document, and finds its mistakes: wac stops at the first one, which is mended so that the rest is read.
 * The consequences of mending are no mistakes.
 * @param more further mistakes of the same kind as one, in the text at which `read` found it
 */
export function readOrMistakes<T>(
  text: string,
  read: (text: string) => Result<T, Diagnostic>,
  more: (text: string, mistake: Diagnostic) => readonly Diagnostic[] = () => [],
): Read<T> {
  if (text.startsWith('\u{feff}')) return { mistakes: [MARKED] };
  const document = new MendedText(text);
  const mends: Mends = { lost: new Set(), hasOtherTypes: false, hasOpenImports: false };
  const mistakes: Mistake[] = [];
  const places = new Set<number | undefined>();
  for (let count = 0; count < MOST_MISTAKES; count++) {
    const outcome = read(document.text);
    if ('ok' in outcome) return { result: outcome.ok, mistakes };
    const found = document.original(outcome.err);
    const start = found.labels[0]?.span.start;
    // A second mistake in one place is about the first one's mend.
    if (!isConsequence(found, mends) && !(places.has(start) && count > 0)) {
      mistakes.push(found);
      for (const one of more(document.text, outcome.err)) mistakes.push(document.original(one));
    }
    places.add(start);
    // The target is compared last.
    if (isMisfit(found) || !mend(document, outcome.err, mends)) break;
  }
  return { mistakes };
}

/** Whether a document does not fit its target. */
export const isMisfit = ({ message }: Pick<Diagnostic, 'message'>): boolean =>
  /target world `.*`( |$)/.test(message);

/** wac reads no byte order mark, which editors do not show. */
const MARKED: Mistake = {
  message: 'the document starts with a byte order mark (U+FEFF), which a .wac document cannot have',
  reasons: [],
  help: 'Save it as UTF-8 without a byte order mark.',
  labels: [{ span: { start: 0, end: 3 } }],
};

function isConsequence({ message }: Diagnostic, { lost, hasOtherTypes, hasOpenImports }: Mends): boolean {
  const isMended = hasOtherTypes || hasOpenImports || lost.size > 0;
  const [, name] = /^(?:undefined name|a type named) `(.*?)`/.exec(message) ?? [];
  if (name !== undefined && lost.has(name)) return true;
  if (isMended && isMisfit({ message })) return true;
  if (hasOpenImports && /implicit(?:ly)? import/.test(message)) return true;
  return hasOtherTypes && message.startsWith('mismatched ');
}
