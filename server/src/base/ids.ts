/**
 * Ids of packages (`wasi:http@0.2.12`), and of the interfaces and worlds in them (`wasi:http/types@0.2.12`). The version
 * may be missing; a name without a package, such as that of a world's own function, is an id, too.
 * https://github.com/WebAssembly/component-model/blob/main/design/mvp/Explainer.md#import-and-export-definitions
 */

/** `wasi:http/types` of `wasi:http/types@0.2.12`. */
export const unversioned = (id: string): string => id.replace(/@.*/, '');

/** `0.2.12` of `wasi:http/types@0.2.12`. */
export const versionOf = (id: string): string | undefined => /@(.*)/.exec(id)?.[1];

/** `wasi:http` of `wasi:http/types@0.2.12`. */
export const packageOf = (id: string): string => id.replace(/[/@].*/, '');

/** `types` of `wasi:http/types@0.2.12`. */
export const lastName = (id: string): string => unversioned(id).replace(/.*\//, '');

/** `wasi:http/types@0.2.12` of the package `wasi:http@0.2.12` and `types`. */
export const itemId = (packageId: string, name: string): string => beforeVersion(packageId, `/${name}`);

/** The one name for a function of an interface, as wasmtime has it: `acme:auth/verify.check@1.0.0`. */
export const functionId = (interfaceId: string, name: string): string =>
  beforeVersion(interfaceId, `.${name}`);

/**
 * The opposite of `functionId`; also of `ops.double`, where the interface has no package.
 * @returns undefined for any other id
 */
export function functionOf(
  id: string,
): { readonly interface: string; readonly function: string } | undefined {
  const [, item, member, version = ''] = /^([^@.]+)\.([^@.]+)(@.+)?$/.exec(id) ?? [];
  return item === undefined || member === undefined
    ? undefined
    : { interface: `${item}${version}`, function: member };
}

function beforeVersion(id: string, added: string): string {
  const version = versionOf(id);
  return unversioned(id) + added + (version === undefined ? '' : `@${version}`);
}
