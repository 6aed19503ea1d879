import {
  resultOf,
  type Result,
  type ComposedDocument,
  type Diagnostic,
  type PackageName,
  type Toolkit,
} from '../../../../server/src/compositions/toolkit.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** A component that a document names. */
export type GivenPackage = Parameters<Toolkit['document']['compose']>[1][number];

/** The packages that a WAC document names. */
export const packagesOf = (text: string): Promise<Result<PackageName[], Diagnostic>> =>
  withToolkit(({ document }) => resultOf(() => document.packages(text)));

/** Composes a WAC document with all of its packages. */
export const composePackages = (
  text: string,
  given: GivenPackage[],
): Promise<Result<ComposedDocument, Diagnostic>> =>
  withToolkit(({ document }) => resultOf(() => document.compose(text, given)));

/** The binary format of a WIT package, or the reason of failure. */
export const encodePackage = (
  ...[files, dependencies]: Parameters<Toolkit['packages']['encode']>
): Promise<Result<Uint8Array, string[]>> =>
  withToolkit(({ packages }) => resultOf(() => packages.encode(files, dependencies)));
