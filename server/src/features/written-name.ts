import { keywords } from '../syntax/lexer/token-kind.ts';

const reserved = new Set<string>(keywords);

/** A name as it is written: one that is a word of the language needs a `%`. */
export const written = (name: string): string => (reserved.has(name) ? `%${name}` : name);
