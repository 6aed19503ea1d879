/** Written by the builder (bundle.ts) for the world at hand. */
declare module 'wit-studio:stdio' {
  import type { Stream } from './console.ts';
  export const stdout: (() => Stream) | undefined;
  export const stderr: (() => Stream) | undefined;
}
