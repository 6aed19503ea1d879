import { lastWords } from '../thread/last-words.ts';

/** The panic message before a trap as a sentence, with the place that it names. */
export function panicMessage(reason: string): string | undefined {
  const words = lastWords(reason);
  if (!words) return undefined;
  const [place] = words.frames;
  return place === undefined ? words.message : `${words.message} (${place})`;
}
