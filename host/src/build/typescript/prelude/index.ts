/** The globals of a guest in QuickJS besides those of the language. */
import './dispose.ts';
import './stack.ts';
import { consoleOn, type Stream } from './console.ts';
import { TextDecoder, TextEncoder } from './text.ts';

/** Imported by the line that the builder writes before this script (prelude.ts). */
declare const $witStudioStdout: () => Stream;
declare const $witStudioStderr: () => Stream;

const console = consoleOn($witStudioStdout, $witStudioStderr);
Object.assign(globalThis, { console, TextDecoder, TextEncoder });
