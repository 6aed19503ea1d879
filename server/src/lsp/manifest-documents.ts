import type { DocumentSelector } from 'vscode-languageserver';

/**
 * The manifests that hold paths. Editors do not know them for documents of ours, so those that take
 * registrations are asked for them. A `deps.toml` is only wit-deps' where it keeps its own.
 */
export const MANIFEST_DOCUMENTS: DocumentSelector = [
  { pattern: '**/{wkg,Cargo,componentize-py}.toml' },
  { pattern: '**/wit/deps.toml' },
];

/** Plans, which editors may know for documents of another language. */
export const PLAN_DOCUMENTS: DocumentSelector = [
  { pattern: '**/composition.toml' },
  { pattern: '**/{wasm-compose,composition}.{yml,yaml}' },
  { pattern: '**/*.wac' },
];
