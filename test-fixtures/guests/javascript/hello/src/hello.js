import { getArguments, getEnvironment } from 'wasi:cli/environment@0.2.12';
import { getStderr } from 'wasi:cli/stderr@0.2.12';
import { getStdin } from 'wasi:cli/stdin@0.2.12';
import { getStdout } from 'wasi:cli/stdout@0.2.12';

export const run = {
  run() {
    const [, name] = getArguments();
    const { GREETING: greeting = 'Hello' } = Object.fromEntries(getEnvironment());
    const input = readAll(getStdin());
    const text = new TextDecoder().decode(Uint8Array.from(input)).trim();
    write(getStdout(), `${greeting}, ${name}: ${text}\n`);
    write(getStderr(), `${input.length} bytes\n`);
    // The error of `run` has no value.
    if (name === 'nobody') throw Object.assign(new Error('nobody'), { payload: undefined });
  },
};

function readAll(stream) {
  const all = [];
  for (;;) {
    try {
      all.push(...stream.blockingRead(4096n));
    } catch (error) {
      if (error.payload?.tag !== 'closed') throw error;
      return all;
    }
  }
}

const write = (stream, text) => stream.blockingWriteAndFlush(new TextEncoder().encode(text));
