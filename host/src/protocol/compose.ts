/** Components that become one: a part of protocol.ts. */
import type { GraphView } from '../../../server/src/compositions/picture/graph-view.ts';
import type { PartSize } from '../../../server/src/compositions/sizes.ts';

/** The subject to compose: a plan on disk, or a socket and the components to plug into it. */
export type ComposeParams =
  /** `root` is the root component of a configuration of `wasm-tools compose`. */
  (
    | { readonly plan: string; readonly root?: string }
    /** Components, and folders with components; `writePlan` is where their plan goes, which is composed then. */
    | { readonly parts: readonly string[]; readonly writePlan?: string }
    | { readonly socket: string; readonly plugs: readonly string[] }
  ) & {
    readonly out?: string;
    /** Make one core module of all that can be fused; else the composition stays as it is, and says why. */
    readonly fuse?: boolean;
    /** Say how the composition is put together, and what its parts weigh. */
    readonly isExplained?: boolean;
    /** A world that the composition must fit, as `ns:name/world@version`. */
    readonly targets?: string;
    /** Compose and check, and write nothing. */
    readonly isDraft?: boolean;
  };

/** How many instances of core modules became one, with how many adapters; or why they stayed apart. */
export type Fusing =
  | { readonly instances: number; readonly adapters: number }
  | {
      readonly reasons: readonly string[];
      /** Present on request. */
      readonly byInstance?: readonly InstanceFusing[];
    };

/** The reason why an instance of a plan is not fused, if any. */
export interface InstanceFusing {
  readonly name: string;
  readonly reasons: readonly string[];
}

export interface Wire {
  readonly from: string;
  readonly to: string;
  /** The import of `to` that `from` satisfies, as the component names it. */
  readonly interface: string;
  /** A function of an interface of `from`, where only that fills the import: `acme:auth/verify.check@1.0.0`. */
  readonly function?: string;
}

export interface ComposeResult {
  readonly component: string;
  readonly bytes: number;
  readonly instances: readonly { readonly name: string; readonly component: string }[];
  readonly wires: readonly Wire[];
  /** Folders of the parts that were built from their sources. */
  readonly folders: readonly string[];
  /** Files and folders that the plan includes for its parts. */
  readonly files: readonly string[];
  /** The remaining imports of the composition. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** Present on request. */
  readonly fusing?: Fusing;
  /** How the composition is put together, before anything was fused. */
  readonly graph?: GraphView;
  /** The sizes of the components, largest first; present on request. */
  readonly sizes?: readonly PartSize[];
}
