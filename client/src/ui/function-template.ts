import type { NewLanguage } from '../../../host/src/protocol.ts';

/** Parts of a function that the templates of Go and C lack; a name is followed by a colon. */
const LACKING: readonly (readonly [pattern: RegExp, part: string])[] = [
  [/:\s*async\s+func\b/, 'asynchronous functions'],
  [
    /(?<![%\w-])(?:stream|future|map|error-context)(?=\s*(?:[<>,);]|$))/,
    'streams, futures, maps and error contexts',
  ],
  [/(?<![%\w-])list\s*<[^<>]*(?:<[^<>]*>[^<>]*)*,\s*\d+\s*>/, 'lists of a fixed length'],
];

/**
 * The reason why a language has no template for a function in WIT; undefined where it has one. The host refuses such a
 * function, too, but only after the last question.
 */
export function missingTemplate(language: NewLanguage, text: string): string | undefined {
  if (language !== 'go' && language !== 'c') return undefined;
  const [, part] = LACKING.find(([pattern]) => pattern.test(text)) ?? [];
  if (part === undefined) return undefined;
  return `${language === 'go' ? 'Go' : 'C'} has no template for ${part}. TypeScript, JavaScript and Rust have one.`;
}
