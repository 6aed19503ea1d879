/** wasi:io 0.2, put together. */
import { InputStream } from './input-stream.ts';
import { OutputStream } from './output-stream.ts';
import { poll, Pollable } from './pollable.ts';
import { IoError } from './stream-error.ts';

export const io = {
  'wasi:io/error': { Error: IoError },
  'wasi:io/poll': { Pollable, poll },
  'wasi:io/streams': { InputStream, OutputStream },
};
