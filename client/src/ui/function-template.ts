import type { NewLanguage } from '../../../host/src/protocol.ts';

const WORD = '%?[a-zA-Z][a-zA-Z0-9-]*';
const FROM_STRING_TO_STRING = new RegExp(
  `^\\s*${WORD}\\s*:\\s*func\\s*\\(\\s*${WORD}\\s*:\\s*string\\s*,?\\s*\\)\\s*->\\s*string\\s*;?\\s*$`,
);

/**
 * The reason why a language has no template for a function in WIT; undefined where it has one. The host refuses such a
 * function, too, but only after the last question.
 */
export function missingTemplate(language: NewLanguage, text: string): string | undefined {
  if ((language !== 'go' && language !== 'c') || FROM_STRING_TO_STRING.test(text)) return undefined;
  return `${language === 'go' ? 'Go' : 'C'} has a template for a function from string to string only, as in greet: func(name: string) -> string. Other languages have one for every function.`;
}
