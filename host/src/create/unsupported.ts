import { HostError } from '../problem.ts';
import type { WorldOutline } from './world-outline.ts';

/** A world of which a language has no start. */
export const noStart = (language: string, { id }: WorldOutline, others: string): HostError =>
  new HostError({
    code: 'language-unsupported',
    message: `there is no start in ${language} yet for the world ${id}: only for a function from text to text, wasi:http/proxy and wasi:cli/command`,
    help: `Start it in ${others}; or write a folder by hand, for which \`wit-studio build\` writes the bindings.`,
  });
