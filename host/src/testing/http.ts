import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { wasmtime } from './wasmtime.ts';

/**
 * Sends bytes as they are and returns the response until the connection ends, it matches, or the milliseconds have
 * passed.
 */
export function exchange(url: string, text: string, until: RegExp | number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (until instanceof RegExp && until.test(received)) socket.destroy();
    });
    socket.on('close', () => done(received)).on('error', () => {});
    if (typeof until === 'number') setTimeout(() => socket.destroy(), until);
  });
}

/**
 * Serves a component by a real wasmtime while `use` runs.
 * @param use gets a function that returns the output so far
 * @param flags of wasmtime, for imports that it does not link by default
 */
export async function servedByWasmtime(
  component: string,
  use: (url: string, printed: () => string) => Promise<void>,
  flags: readonly string[] = [],
): Promise<void> {
  const judge = spawn(wasmtime.path, ['serve', '-S', 'cli', ...flags, '--addr', '127.0.0.1:0', component]);
  try {
    let printed = '';
    for (const stream of [judge.stdout, judge.stderr])
      stream.on('data', (bytes: Buffer) => void (printed += bytes.toString()));
    await use(await urlOf(judge.stderr), () => printed);
  } finally {
    judge.kill();
  }
}

async function urlOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error('wasmtime did not serve');
}
