/** Components that run in the built host, which is replaced when it ends or does not respond. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResponseError } from 'vscode-jsonrpc/node';
import type { Problem } from '../../host/src/protocol.ts';
import { startHost, type HostProcess } from '../lib/host-process.ts';
import type { Ends } from './attempts.ts';

const LIMIT_MS = 120_000;
const GUEST_MS = 10_000;

export class InHost implements Disposable {
  readonly #folder: string;
  #host: Promise<HostProcess> | undefined;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async run(bytes: Uint8Array): Promise<Ends[number]> {
    const component = join(this.#folder, `${this.#count++}.wasm`);
    writeFileSync(component, bytes);
    const host = await (this.#host ??= startHost(join(this.#folder, 'storage')));
    const end = await endOf(host, component);
    if (typeof end === 'object' && 'fault' in end) this[Symbol.dispose]();
    return end;
  }

  [Symbol.dispose](): void {
    void this.#host?.then(({ process }) => process.kill('SIGKILL'));
    this.#host = undefined;
  }
}

async function endOf({ process, request }: HostProcess, component: string): Promise<Ends[number]> {
  let stop = (_: Ends[number]): void => {};
  const stopped = new Promise<Ends[number]>((done) => (stop = done));
  const left = (code: number | null): void => stop({ fault: `the host ended: ${code}` });
  process.once('exit', left);
  const late = setTimeout(() => stop({ fault: 'no answer of the host' }), LIMIT_MS);
  const run = request('run', { component, grants: {}, limits: { timeoutMs: GUEST_MS } }).then(
    () => 'ran' as const,
    (error: unknown): Ends[number] => {
      const problem = error instanceof ResponseError ? (error.data as Problem | undefined) : undefined;
      return problem?.code ? { problem } : { thrown: String(error) };
    },
  );
  return Promise.race([run, stopped]).finally(() => {
    process.off('exit', left);
    clearTimeout(late);
  });
}
