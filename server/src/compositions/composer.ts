import type { Finding, Problem } from '../base/problem.ts';
import type { LoadedPlan } from './graph/connect.ts';
import type { Mistake, Read } from './document/document-mistakes.ts';
import type { WitSources } from './target.ts';
import type { Result, Description, Diagnostic, DocumentOutline, PackageName } from './toolkit.ts';

/** A component or WIT package that a document names. */
export interface GivenPackage {
  readonly name: string;
  readonly version?: string;
  readonly component: Uint8Array;
  /** Whether it was found where a plan finds worlds, and the command wac finds nothing. */
  readonly isElsewhere?: boolean;
}

/** The toolkit in another thread. A promise is rejected if the toolkit traps or is missing. */
export interface Composer {
  /**
   * The component that a core module makes.
   * @param path for the problem
   */
  wrap(module: Uint8Array, path: string): Promise<Result<Uint8Array, Problem>>;
  describe(component: Uint8Array): Promise<Result<Description, string[]>>;
  /** @returns all problems of the plan, including earlier ones */
  check(loaded: LoadedPlan): Promise<readonly Finding[]>;
  /** The packages that a WAC document names, as far as it can be read. */
  packages(text: string): Promise<Read<PackageName[]>>;
  /** The binary format of a WIT package; or why it is invalid. */
  encode(wit: WitSources): Promise<Result<Uint8Array, string[]>>;
  /** The instances of a WAC document and their arguments, or its first error. */
  outline(text: string): Promise<Result<DocumentOutline, Diagnostic>>;
  /** The mistakes of a WAC document, with those of its packages that are at hand. */
  checkDocument(text: string, given: readonly GivenPackage[]): Promise<readonly Mistake[]>;
  /** A component's world as WIT, with all packages that it names; or why WIT cannot say it. */
  wit(component: Uint8Array): Promise<Result<string, string[]>>;
}
