import type { Ask } from '../protocol.ts';
import type { Requirement } from './requirements.ts';

/** The interfaces whose answers depend on what is granted. The others work the same for every component. */
const ASKS: readonly (readonly [interface_: RegExp, ask: Ask])[] = [
  [/^wasi:filesystem\/preopens$/, { what: 'folders', grant: 'dirs' }],
  [/^wasi:cli\/environment$/, { what: 'environment variables', grant: 'env' }],
  [/^wasi:config\/store$/, { what: 'configuration', grant: 'config' }],
  [/^wasi:keyvalue\/store$/, { what: 'key-value stores', grant: 'keyvalue' }],
  [/^wasi:http\/outgoing-handler$/, { what: 'outgoing HTTP requests', grant: 'network' }],
  [/^wasi:sockets\/(tcp|udp|ip-name-lookup)/, { what: 'sockets', grant: 'network' }],
];

/** The access that a component asks for, each kind once. */
export function asksOf(required: readonly Requirement[]): Ask[] {
  const names = required
    .filter(({ functions }) => functions.length > 0)
    .map((one) => one.interface.replace(/@.*/, ''));
  return ASKS.filter(([pattern]) => names.some((name) => pattern.test(name))).map(([, ask]) => ask);
}
