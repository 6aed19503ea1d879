/** Two components of one world whose scripts have the same length differ in the bytes of the script alone. */

import { asBuffer } from '../../base/as-buffer.ts';

/** Scripts get a length of so many bytes, or of a multiple: most edits leave it as it was. */
const STEP = 4096;
const SPACE = ' ';

/** A linked component, and where its script is. */
export interface Template {
  readonly component: Uint8Array;
  readonly at: number;
  readonly length: number;
}

/** The script with spaces behind it, up to the next multiple of the step. */
export function padded(script: string): string {
  const length = Buffer.byteLength(script);
  return script + SPACE.repeat(Math.ceil(length / STEP) * STEP - length);
}

/** Undefined where the component has the script more than once, or in another form. */
export function templateOf(component: Uint8Array, script: string): Template | undefined {
  const bytes = asBuffer(component);
  const text = Buffer.from(script);
  const at = bytes.indexOf(text);
  if (at < 0 || bytes.indexOf(text, at + 1) >= 0) return undefined;
  return { component, at, length: text.length };
}

/** The component with another script. Undefined where that has another length. */
export function withScript({ component, at, length }: Template, script: string): Uint8Array | undefined {
  if (Buffer.byteLength(script) !== length) return undefined;
  const copy = component.slice();
  Buffer.from(copy.buffer).write(script, at);
  return copy;
}
