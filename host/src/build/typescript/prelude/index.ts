/** What a guest in QuickJS finds besides the language itself. */
import './dispose.ts';
import './stack.ts';
import { console } from './console.ts';
import { TextDecoder, TextEncoder } from './text.ts';

Object.assign(globalThis, { console, TextDecoder, TextEncoder });
