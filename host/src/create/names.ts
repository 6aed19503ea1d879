import { identifierMistake, kebabCase } from '../../../server/src/syntax/identifier.ts';
import { keywords } from '../../../server/src/syntax/lexer/token-kind.ts';
import { versionMistake } from '../../../server/src/syntax/version.ts';
import { HostError } from '../base/problem.ts';
import { unversioned } from '../../../server/src/base/ids.ts';

/** @throws HostError `name-invalid` for an invalid name of a component, a world or a function */
export function checkName(what: string, name: string): void {
  if (name !== '' && identifierMistake(name) === undefined) return;
  const near = kebabCase(name.replaceAll(/[\s.]+/g, '-'));
  throw new HostError({
    code: 'name-invalid',
    message: name === '' ? `the ${what} has no name` : `${name} cannot be the name of a ${what} in WIT`,
    help: `Names are words of lowercase letters and digits, joined by hyphens${near === undefined ? ', as in my-component.' : `: ${near}.`}`,
  });
}

/** The parts of `ns:name@1.2.3`; the version may be left out. */
export interface PackageName {
  readonly namespace: string;
  readonly name: string;
  readonly version: string | undefined;
}

/** @throws HostError `name-invalid` */
export function parsePackageName(text: string): PackageName {
  const [, namespace, name, version] = /^([^:@/]*):([^:@/]*)(?:@(.+))?$/.exec(text.trim()) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new HostError({
      code: 'name-invalid',
      message: `${text === '' ? 'the package has no name' : `${text} is not the name of a package`}`,
      help: 'A package has a namespace and a name, and may have a version: my-company:greetings@0.1.0.',
    });
  }
  checkName('namespace', namespace);
  checkName('package', name);
  const mistake = version === undefined ? undefined : versionMistake(version);
  if (mistake !== undefined) {
    throw new HostError({
      code: 'name-invalid',
      message: `${version} is not a version: ${mistake}`,
      help: 'A version has three numbers, as in 0.1.0.',
    });
  }
  return { namespace, name, version };
}

/** `hello-world` is `hello_world`, as functions are named in Rust. */
export const snakeCase = (name: string): string => name.toLowerCase().replaceAll('-', '_');

/** A name in the syntax of WIT: keywords are escaped with a `%`. */
export const witName = (name: string): string => (keywords.some((word) => word === name) ? `%${name}` : name);

/** `acme_routing_log` of the interface `acme:routing/log@0.1.0`, as wit-bindgen names it in C and Go. */
export const interfaceName = (id: string): string => unversioned(id).split(/[:/]/).map(snakeCase).join('_');
