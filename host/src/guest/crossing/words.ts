import { lastWords } from '../thread/last-words.ts';

/** What the guest wrote before a trap, as a sentence, and where it says that it was. */
export function wordsFor(reason: string): string | undefined {
  const said = lastWords(reason);
  if (!said) return undefined;
  const [place] = said.frames;
  return place === undefined ? said.message : `${said.message} (${place})`;
}
