/** What client and server share beyond LSP. The client imports types from this file and nothing else of server/. */

/** The gates of `@unstable(feature = …)` that are switched on; `all` switches on every one. */
export type Features = readonly string[] | 'all';

/** `initializationOptions` of the server, and its section `wit` of the settings. */
export interface WitSettings {
  readonly features?: Features;
  /** Whether components are made of the WIT; where not, what only they cannot have is a warning. Default true. */
  readonly components?: boolean;
}
