import type { BuildResult } from '../../protocol.ts';
import type { WrittenBindings } from '../bindings/write-bindings.ts';
import type { BuildContext } from '../context.ts';

/** The builder of one language. */
export interface BuildLanguage {
  readonly title: string;
  /** Any of these files makes a folder one of the language. */
  readonly manifests: readonly string[];
  /** Asked where no language has a manifest in the folder. */
  readonly isFolder?: (folder: string) => Promise<boolean>;
  /** Where builds write bindings into the folder. */
  readonly bindings?: FolderBindings;
  /** @throws HostError with the place in the source where there is one */
  readonly build: (folder: string, context: BuildContext) => Promise<BuildResult>;
}

/** Generates the bindings of a folder without building it. */
export interface FolderBindings {
  /** The WIT that they follow. */
  readonly wit: (folder: string) => Promise<string>;
  /** @throws HostError */
  readonly write: (folder: string, context: BuildContext) => Promise<WrittenBindings>;
}
