import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../base/files.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import type { BindingsLanguage } from '../../toolkit/wit-bindgen.ts';
import type { WorldPlace } from './generate-bindings.ts';

export interface WrittenBindings {
  readonly world: string;
  /** Absolute paths, including those of unchanged files. */
  readonly files: readonly string[];
}

/**
 * Writes the bindings of a world below `folder`. Unchanged files are not written, so that watchers do not react.
 *
 * @param change edits a file's text before it is written
 * @throws HostError `wit-invalid`, `world-unknown` or `bindings-unsupported`
 */
export async function writeBindings(
  place: WorldPlace,
  language: BindingsLanguage,
  folder: string,
  change: (path: string, content: Uint8Array) => Uint8Array | undefined = (_, content) => content,
  signal?: AbortSignal,
): Promise<WrittenBindings> {
  const { world, files } = await inToolThread('generateBindings', [place, language], signal);
  const written = await Promise.all(
    Object.entries(files).map(async ([path, content]) => {
      const changed = change(path, content);
      if (changed === undefined) return [];
      await writeChanged(join(folder, path), changed);
      return [join(folder, path)];
    }),
  );
  return { world, files: written.flat() };
}

export async function writeChanged(path: string, content: Uint8Array): Promise<void> {
  const former = await readFile(path).catch(() => undefined);
  if (former === undefined || !former.equals(content)) await writeWhole(path, content);
}
