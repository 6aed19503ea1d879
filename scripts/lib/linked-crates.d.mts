/** The contents of `crates.json` beside a build. */
export interface LinkedCrates {
  /** `license` is an SPDX expression; old ones separate alternatives by `/`. */
  readonly crates: readonly { readonly name: string; readonly version: string; readonly license: string }[];
  /** Licences, and the crates that carry each, as `name version`. */
  readonly texts: readonly { readonly carriers: readonly string[]; readonly text: string }[];
}

export function linkedCrates(folder: string, target: string): LinkedCrates;
