import { HostError } from '../base/problem.ts';
import type { WorldOutline } from './world-outline.ts';

/**
 * A world of which a language has no start.
 * @param others languages that have one
 * @param functions worlds of functions that it has a start of
 */
export const noStart = (
  language: string,
  { id }: WorldOutline,
  others: string,
  functions = 'a function from string to string',
): HostError =>
  new HostError({
    code: 'language-unsupported',
    message: `there is no ${language} template for the world ${id} yet: only for ${functions}, wasi:http/proxy and wasi:cli/command`,
    help: `Create it in ${others}; or write the sources by hand: \`wit-studio build\` generates the bindings.`,
  });
