import type { Composer } from '../../compositions/composer.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import type { KnownPackages } from '../../packages/known-packages.ts';
import type { Components } from './components.ts';
import type { Composition } from './composition.ts';

/** The services that a check uses. */
export interface CheckContext {
  readonly files: FileSystem;
  /** Reads build outputs from disk at each request. */
  readonly disk: FileSystem;
  readonly components: Components;
  readonly composer: Composer | undefined;
  readonly known: KnownPackages;
  /** The result of the previous check of the plan. */
  readonly last: CheckedPlan | undefined;
}

/** A plan as checked so far, and the pending checks. */
export interface CheckedPlan {
  readonly text: string;
  readonly composition: Composition;
  /** Resolves to the completely checked plan; undefined if no checks are pending. */
  readonly later?: Promise<Composition>;
}
