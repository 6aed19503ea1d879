import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { runTool } from '../build/tool.ts';
import { crypto } from '../node/crypto.ts';
import { HostError } from '../base/problem.ts';
import type { SourceLocation } from '../protocol.ts';

/**
 * Fetches a component from its registry by `wkg`, to a path that does not exist yet.
 * @param reference `ns:name@version`
 * @param at the place in the plan that names it
 * @throws HostError `wkg-missing`, `wkg-failed`
 */
export async function fetchComponent(
  reference: string,
  path: string,
  signal: AbortSignal,
  at?: SourceLocation,
): Promise<void> {
  const folder = dirname(path);
  makeFolder(folder);
  const partial = join(folder, `.${crypto().randomUUID()}.wasm`);
  const lines: string[] = [];
  try {
    const args = ['get', reference, '--format', 'wasm', '--output', partial];
    const code = await runTool({
      command: 'wkg',
      args,
      cwd: folder,
      // wkg is a Rust program: where this is set, its errors end with a backtrace.
      env: { RUST_BACKTRACE: '0', NO_COLOR: '1' },
      signal,
      onLine: (_, line) => void lines.push(line),
    });
    if (code !== 0) throw failed(reference, lines, at);
    await rename(partial, path);
  } catch (error) {
    if (isMissing(error)) throw lines.length === 0 ? missing(reference, at) : failed(reference, lines, at);
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

function missing(reference: string, at: SourceLocation | undefined): HostError {
  return new HostError({
    code: 'wkg-missing',
    message: `fetching ${reference} from its registry needs wkg, which is not on the path`,
    help: 'Install wkg (cargo install wkg, or a release of https://github.com/bytecodealliance/wasm-pkg-tools), or give the path of the component.',
    ...(at && { at }),
  });
}

const MOST_REASONS = 5;

/** The error that wkg ends with, `Error: …` and a numbered list of causes, each of which may repeat those behind it. */
function reasonsIn(lines: readonly string[]): readonly string[] {
  const start = Math.max(
    0,
    lines.findLastIndex((line) => /^error: /i.test(line)),
  );
  const causes = lines
    .slice(start)
    .map((line) => line.trim().replace(/^(?:error|\d+): /i, ''))
    .filter((line) => line !== '' && line !== 'Caused by:');
  return causes.filter((line, at) => !causes.slice(0, at).some((before) => before.includes(line)));
}

function failed(reference: string, lines: readonly string[], at: SourceLocation | undefined): HostError {
  return new HostError({
    code: 'wkg-failed',
    message: `wkg could not fetch ${reference}`,
    causes: reasonsIn(lines).slice(0, MOST_REASONS),
    help: 'Check its name and version, and which registry serves its namespace (`wkg config --edit`).',
    ...(at && { at }),
  });
}
