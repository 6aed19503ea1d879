/** A package of a registry: `acme:auth@1.2.0`. */
const REFERENCE = /^([a-z][\w-]*):([a-z][\w-]*)@(\d+\.\d+\.\d+[\w.+-]*)$/;
const FETCHED = /(?:^|[\\/])target[\\/]registry[\\/]([^\\/]+)[\\/]([^\\/@]+)@([^\\/]+)\.wasm$/;

/**
 * Where the component of a reference lies once it is fetched, relative to the plan. A version of a package never
 * changes, so what lies there is what the reference means.
 * @returns undefined for what is no reference
 */
export function fetchedPath(text: string): string | undefined {
  const [, namespace, name, version] = REFERENCE.exec(text) ?? [];
  return namespace === undefined ? undefined : `target/registry/${namespace}/${name}@${version}.wasm`;
}

/** The reference whose component lies at a path or URI. */
export function referenceAt(path: string): string | undefined {
  const [, namespace, name, version] = FETCHED.exec(path.replaceAll('%40', '@')) ?? [];
  return namespace === undefined ? undefined : `${namespace}:${name}@${version}`;
}
