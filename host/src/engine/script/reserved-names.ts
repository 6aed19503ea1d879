/**
 * A function of WIT may be called `arguments`. js-component-bindgen 2.18 escapes the reserved words of JavaScript
 * and leaves this one out, which strict code may not declare: the script would not load.
 */
const DECLARED = /\bfunction arguments\(/;

/** No name of the generator's own ends like this. */
const NAME = 'arguments$';

/** @param script the generator's output */
export function escapeReservedNames(script: string): string {
  if (!DECLARED.test(script)) return script;
  return script
    .replaceAll(/\bfunction arguments\(/g, () => `function ${NAME}(`)
    .replaceAll(/^(\s*)arguments: arguments,$/gm, (_, indent: string) => `${indent}arguments: ${NAME},`)
    .replaceAll(/([{,]\s*)arguments(?=\s*[,}])/g, (_, before: string) => `${before}arguments: ${NAME}`);
}
