/** How each host is started with a component. */
import { fileURLToPath } from 'node:url';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';

/** The inputs of a run. */
export interface Start {
  readonly component: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A folder of the host that is the guest's root. */
  readonly root: string | undefined;
  readonly serves: boolean;
  readonly network: boolean;
  /** Whether it is for WASI 0.3. */
  readonly isAsync: boolean;
}

export type Host = (start: Start) => readonly [program: string, ...args: string[]];

/** The command of the checkout's build. */
export const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));

export const ours: Host = (start) => [
  process.execPath,
  command,
  ...(start.serves ? ['serve', '--addr=127.0.0.1:0'] : ['run']),
  ...granted(start),
  ...(start.network || start.isAsync ? ['-S', 'inherit-network'] : []),
  start.component,
  ...start.args,
];

export const theirs: Host = (start) => [
  wasmtime.path,
  ...(start.serves ? ['serve', '-Scli', '--addr=127.0.0.1:0'] : ['run']),
  ...granted(start),
  ...(start.isAsync ? ['-Wcomponent-model-async', '-Sp3,http,inherit-network'] : []),
  start.component,
  ...start.args,
];

export const granted = ({ env, root }: Pick<Start, 'env' | 'root'>): string[] => [
  ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ...(root === undefined ? [] : ['--dir', `${root}::/`]),
];
