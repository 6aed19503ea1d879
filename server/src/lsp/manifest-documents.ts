import type { DocumentSelector } from 'vscode-languageserver';

/**
 * The manifests that contain paths. Editors do not treat them as our documents, so they are registered dynamically if
 * the client supports it. A `deps.toml` is only wit-deps' in the place of its own manifests.
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
