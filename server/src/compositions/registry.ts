/** A package of a registry: `acme:auth@1.2.0`. */
const REFERENCE = /^([a-z][\w-]*):([a-z][\w-]*)@(\d+\.\d+\.\d+[\w.+-]*)$/;
const FETCHED = /(?:^|[\\/])target[\\/]registry[\\/]([^\\/]+)[\\/]([^\\/@]+)@([^\\/]+)\.wasm$/;

/**
 * The path to which the component of a reference is fetched, relative to the plan. A version of a package never
 * changes, so an existing file is up to date.
 * @returns undefined for a text that is no reference
 */
export function fetchedPath(text: string): string | undefined {
  const [, namespace, name, version] = REFERENCE.exec(text) ?? [];
  return namespace === undefined ? undefined : `target/registry/${namespace}/${name}@${version}.wasm`;
}

/** A URL of the web, or of a registry of images. */
export const isAddress = (text: string): boolean => /^[a-z][a-z\d+.-]+:\/\//i.test(text);

/** Whether a text that is no reference was meant as one: `acme:auth`, `acme:auth@latest`. A drive has one letter. */
export const isLikeReference = (text: string): boolean =>
  /^(?:[a-z][\w-]*:[a-z][\w-]*@[^/\\]*|[a-z][\w-]+:[a-z][\w-]*)$/i.test(text);

/** The reference whose component is at a path or URI. */
export function referenceAt(path: string): string | undefined {
  const [, namespace, name, version] = FETCHED.exec(path.replaceAll('%40', '@')) ?? [];
  return namespace === undefined ? undefined : `${namespace}:${name}@${version}`;
}
