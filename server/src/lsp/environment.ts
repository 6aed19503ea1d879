import type { Turn } from '../analysis/scheduler.ts';
import type { Composer } from '../compositions/composer.ts';
import type { Decode } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import type { KnownPackages } from '../packages/known-packages.ts';
import type { WitTrees } from '../trees/language.ts';

/**
 * Writes a document that is no file where an editor can open it.
 *
 * @returns the URI of the copy; undefined when it cannot be written
 */
export type WriteCopy = (uri: string, text: string) => string | undefined;

/** The platform services that the server needs. */
export interface Environment {
  readonly files: FileSystem;
  readonly turn: Turn;
  /**
   * Some milliseconds: shorter than a user notices, longer than an editor's requests after a keystroke take to arrive.
   */
  readonly pause: Turn;
  /** Called once, when the first document is coloured or folded. */
  readonly loadTrees: () => Promise<WitTrees>;
  /** Packages that can be added where they are missing. */
  readonly known: KnownPackages;
  /** Reads packages in the binary format. Without it, they are not read. */
  readonly decode?: Decode;
  /** Reads and connects components. Without it, compositions are checked without them. */
  readonly composer?: Composer;
  /** For clients that open nothing but files. */
  readonly writeCopy?: WriteCopy;
  /** The URI of the page that explains a code; undefined if there is none. */
  readonly errorPage: (code: string) => string | undefined;
}
