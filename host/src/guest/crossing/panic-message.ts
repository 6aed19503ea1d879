import { lastWords } from '../thread/last-words.ts';

/** The panic message before a trap as a sentence, with the place that it names. */
export function panicMessage(reason: string): string | undefined {
  const said = lastWords(reason);
  if (!said) return undefined;
  const [place] = said.frames;
  return place === undefined ? said.message : `${said.message} (${place})`;
}
