import {
  resultOf,
  type Result,
  type ComposedDocument,
  type Diagnostic,
  type PackageName,
  type Toolkit,
} from '../../../../server/src/compositions/toolkit.ts';
import { readOrMistakes } from '../../../../server/src/compositions/document-mistakes.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** A component that a document names. */
export type GivenPackage = Parameters<Toolkit['document']['compose']>[1][number];

/** The packages that a WAC document names, or its mistakes. */
export const packagesOf = (whole: string): Promise<Result<PackageName[], Diagnostic[]>> =>
  withToolkit(({ document }) => readOrMistakes(whole, (text) => resultOf(() => document.packages(text))));

/** Composes a WAC document with all of its packages. */
export const composePackages = (
  whole: string,
  given: GivenPackage[],
): Promise<Result<ComposedDocument, Diagnostic[]>> =>
  withToolkit(({ document }) =>
    readOrMistakes(whole, (text) => resultOf(() => document.compose(text, given))),
  );

/** The binary format of a WIT package, or the reason of failure. */
export const encodePackage = (
  ...[files, dependencies]: Parameters<Toolkit['packages']['encode']>
): Promise<Result<Uint8Array, string[]>> =>
  withToolkit(({ packages }) => resultOf(() => packages.encode(files, dependencies)));
