/** The globals of a guest in QuickJS besides those of the language. */
import './dispose.ts';
import './stack.ts';
import { console } from './console.ts';
import { TextDecoder, TextEncoder } from './text.ts';

Object.assign(globalThis, { console, TextDecoder, TextEncoder });
