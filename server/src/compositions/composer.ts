import type { Finding, Problem } from '../base/problem.ts';
import type { LoadedComponent } from './encode.ts';
import type { PlacedInstance } from './graph.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';
import type { Result, Description, Diagnostic, DocumentOutline, PackageName } from './toolkit.ts';

/** A component or WIT package that a document names. */
export interface GivenPackage {
  readonly name: string;
  readonly version?: string;
  readonly component: Uint8Array;
}

/** The toolkit, at work elsewhere. A promise is rejected when it failed on the input or is not there. */
export interface Composer {
  /**
   * The component that a core module makes.
   * @param path for the problem
   */
  wrap(module: Uint8Array, path: string): Promise<Result<Uint8Array, Problem>>;
  describe(component: Uint8Array): Promise<Result<Description, string[]>>;
  /** @returns all problems of the plan, including earlier ones */
  check(
    plan: Plan,
    components: readonly LoadedComponent[],
    placed: readonly PlacedInstance[],
    earlier: readonly Finding[],
    target?: Target,
  ): Promise<readonly Finding[]>;
  /** The packages that a WAC document names, or its mistakes. */
  packages(text: string): Promise<Result<PackageName[], Diagnostic[]>>;
  /** The instances of a WAC document and their arguments, or its first error. */
  outline(text: string): Promise<Result<DocumentOutline, Diagnostic>>;
  /** The mistakes of a WAC document with all of its packages. */
  checkDocument(text: string, given: readonly GivenPackage[]): Promise<readonly Diagnostic[]>;
  /** A component's world as WIT, with all packages that it names; or why WIT cannot say it. */
  wit(component: Uint8Array): Promise<Result<string, string[]>>;
}
