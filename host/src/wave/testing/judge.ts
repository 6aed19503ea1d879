import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasmtime } from '../../testing/wasmtime.ts';

/** Compiles a component once; returns the output of `wasmtime run --invoke` for a call, undefined when it fails. */
export function judgeOf(component: string): (call: string) => string | undefined {
  const compiled = join(tmpdir(), `wit-studio-judge-${process.pid}.cwasm`);
  execFileSync(wasmtime.path, ['compile', '-o', compiled, component]);
  return (call) => {
    const args = ['run', '--allow-precompiled', '--invoke', call, compiled];
    const { status, stdout } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
    return status === 0 ? stdout.replace(/\n$/, '') : undefined;
  };
}
