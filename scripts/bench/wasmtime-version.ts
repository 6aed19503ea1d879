import { spawnSync } from 'node:child_process';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';

/** The version of the wasmtime that benchmarks compare with, `49.0.0`; empty if it prints none. */
export const wasmtimeVersion = (): string =>
  /\d+\.\d+\.\d+/.exec(spawnSync(wasmtime.path, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? '';
