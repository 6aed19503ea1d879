import {
  resultOf,
  type Result,
  type ComposedDocument,
  type PackageName,
} from '../../../../server/src/compositions/toolkit.ts';
import type { GivenPackage } from '../../../../server/src/compositions/composer.ts';
import { composeOrMistakes } from '../../../../server/src/compositions/document/compose-document.ts';
import {
  type Mistake,
  type Read,
  readOrMistakes,
} from '../../../../server/src/compositions/document/document-mistakes.ts';
import { encodeWit, type WitSources } from '../../../../server/src/compositions/target.ts';
import { withToolkit } from '../../toolkit/toolkit.ts';

/** The packages that a WAC document names, as far as it can be read. */
export const packagesOf = (whole: string): Promise<Read<PackageName[]>> =>
  withToolkit(({ document }) => readOrMistakes(whole, (text) => resultOf(() => document.packages(text))));

/** Composes a WAC document with its packages. */
export const composePackages = (
  whole: string,
  given: GivenPackage[],
): Promise<Result<ComposedDocument, readonly Mistake[]>> =>
  withToolkit((toolkit) => composeOrMistakes(toolkit, whole, given));

/** The binary format of a WIT package, or the reason of failure. */
export const encodePackage = (wit: WitSources): Promise<Result<Uint8Array, string[]>> =>
  withToolkit((toolkit) => encodeWit(toolkit, wit));
