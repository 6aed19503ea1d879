import type { AccessRequest } from '../protocol.ts';
import type { Requirement } from './requirements.ts';
import { unversioned } from '../../../server/src/base/ids.ts';

/** The interfaces that depend on grants. The others work the same for every component. */
const ACCESS: readonly (readonly [interface_: RegExp, request: AccessRequest])[] = [
  [/^wasi:filesystem\/preopens$/, { what: 'folders', grant: 'dirs' }],
  [/^wasi:cli\/environment$/, { what: 'environment variables', grant: 'env' }],
  [/^wasi:config\/store$/, { what: 'configuration', grant: 'config' }],
  [/^wasi:keyvalue\/store$/, { what: 'key-value stores', grant: 'keyvalue' }],
  [/^wasi:http\/outgoing-handler$/, { what: 'outgoing HTTP requests', grant: 'network' }],
  [/^wasi:sockets\/(tcp|udp|ip-name-lookup)/, { what: 'sockets', grant: 'network' }],
];

/** The kinds of access that a component requests, each once. */
export function accessRequestsOf(required: readonly Requirement[]): AccessRequest[] {
  const names = required
    .filter(({ functions }) => functions.length > 0)
    .map((one) => unversioned(one.interface));
  return ACCESS.filter(([pattern]) => names.some((name) => pattern.test(name))).map(([, request]) => request);
}
