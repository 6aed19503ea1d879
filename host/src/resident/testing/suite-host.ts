import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HostError } from '../../base/problem.ts';
import { program } from '../../programs.ts';
import type { RunParams } from '../../protocol.ts';
import { children } from '../../supervise/testing/children.ts';
import { hasResident, runInResident, type ResidentRequest } from '../client.ts';
import type { Streams } from '../own-streams.ts';

export const needs = {
  skip: process.platform === 'win32' ? 'the resident host has no pipe on Windows' : false,
};

/** Starts a resident host before the tests of a suite, and ends it after them. */
export function suiteHost(): SuiteHost {
  const host = new SuiteHost();
  before(() => host.start());
  after(() => host.remove());
  return host;
}

/** A resident host with its socket and its files in a temporary folder. */
class SuiteHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'wit-studio-resident-'));
  readonly address = join(this.folder, 'socket');
  ended: Promise<unknown> = Promise.resolve();
  #process: ChildProcess | undefined;

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const path = fileURLToPath(program('resident'));
    this.#process = spawn(process.execPath, [path, this.address], { stdio: 'ignore' });
    this.ended = once(this.#process, 'exit');
    while (!(await hasResident(this.address))) await wait(20);
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null;
  }

  kill(signal?: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  remove(): void {
    this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The processes of its guests. */
  guests(): number[] {
    return children(this.#process!.pid!);
  }

  runOf(params: RunParams): ResidentRequest {
    return { kind: 'run', params, storage: this.folder, project: this.folder };
  }

  /** The output of a request, its exit code or the code of its problem, and the processes of guests after it. */
  async ask(request: ResidentRequest, input = '') {
    const printed = { stdout: '', stderr: '' };
    const streams: Streams = {
      stdin: new PassThrough().end(input),
      write: (name, bytes) => void (printed[name] += Buffer.from(bytes).toString()),
    };
    const outcome = await runInResident(this.address, request, streams).then(
      (result) => result?.value ?? result?.exitCode,
      codeOf,
    );
    return { outcome, ...printed, guests: this.guests() };
  }
}

/** The code of a problem of the host. */
export const codeOf = (error: unknown): string =>
  error instanceof HostError ? error.problem.code : String(error);
