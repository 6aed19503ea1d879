import type { Diagnostic, Result } from '../toolkit.ts';
import { mend, type Mends } from './mend.ts';
import { tokensOf } from '../place/wac-place.ts';
import { bytesAt, MendedText } from './mended-text.ts';

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
    const error = placed(document.text, outcome.err);
    const found = document.original(error);
    const start = found.labels[0]?.span.start;
    // The target is compared last, and what is mended may not fit it.
    if (isMisfit(found)) return { mistakes: mistakes.length > 0 ? mistakes : [found] };
    // A second mistake in one place is about the first one's mend.
    if (!isConsequence(found, mends) && !(places.has(start) && count > 0)) {
      mistakes.push(found);
      for (const one of more(document.text, outcome.err)) mistakes.push(document.original(one));
    }
    places.add(start);
    if (!mend(document, error, mends)) break;
  }
  return { mistakes };
}

/** The names of exports are compared in the component alone: at the one that is wrong. */
function placed(text: string, mistake: Diagnostic): Diagnostic {
  const [, name] = /^export name `(.*?)`/.exec(mistake.message) ?? [];
  if (name === undefined || mistake.labels.length > 0) return mistake;
  const tokens = tokensOf(text);
  const token = tokens.findLast(
    ({ text: word }, at) => tokens[at - 1]?.text === 'as' && word.replace(/^"|"$|^%/g, '') === name,
  );
  const [message = '', ...reasons] = mistake.message.replace(/ \(at offset .*\)/, '').split('\n');
  const labels = token ? [{ span: bytesAt(text, token) }] : [];
  return { ...mistake, message, reasons: [...mistake.reasons, ...reasons], labels };
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
  const [, name] = /^(?:undefined name|a type named) `(.*?)`/.exec(message) ?? [];
  if (name !== undefined && lost.has(name)) return true;
  if (hasOpenImports && /implicit(?:ly)? import/.test(message)) return true;
  return hasOtherTypes && message.startsWith('mismatched ');
}
