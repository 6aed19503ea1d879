import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../problem.ts';
import type { BuildResult } from '../protocol.ts';
import { buildRust } from './rust.ts';
import { buildTypeScript } from './typescript.ts';

export interface BuildContext {
  readonly signal: AbortSignal;
  /** Says what is being done, for a person who waits. */
  readonly progress: (message: string) => void;
  /** A line that a build tool wrote. */
  /** Gets lines of a tool; a tool that prints faster than they are taken waits. */
  readonly log: (line: string) => void | Promise<void>;
}

/** The file that tells what a folder is, and who builds it. */
const LANGUAGES = [
  ['package.json', buildTypeScript],
  ['Cargo.toml', buildRust],
] as const;

/**
 * Builds the component of one folder.
 * @throws HostError with a problem that has the place in the source where there is one
 */
export async function build(folder: string, context: BuildContext): Promise<BuildResult> {
  const language = LANGUAGES.find(([manifest]) => existsSync(join(folder, manifest)));
  if (!language) {
    throw new HostError({
      code: 'not-a-component-folder',
      message: `${folder} has neither a package.json nor a Cargo.toml`,
      help: 'Name the folder of a TypeScript or Rust component, or a built .wasm file.',
    });
  }
  return language[1](folder, context);
}
