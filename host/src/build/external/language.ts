import type { BuildResult } from '../../protocol.ts';
import type { BuildContext } from '../build.ts';

/** What builds the folders of one language. */
export interface BuildLanguage {
  readonly title: string;
  /** Any of these files makes a folder one of the language. */
  readonly manifests: readonly string[];
  /** Asked where no language has a manifest in the folder. */
  readonly isFolder?: (folder: string) => Promise<boolean>;
  /** @throws HostError with the place in the source where there is one */
  readonly build: (folder: string, context: BuildContext) => Promise<BuildResult>;
}
