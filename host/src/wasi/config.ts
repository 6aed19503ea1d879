/** wasi:config/store as granted: names and values that do not change while the guest runs. */
import type { Grants } from '../protocol.ts';

export function config({ config: values = {} }: Grants) {
  return {
    'wasi:config/store': {
      get: (key: string): string | undefined => (Object.hasOwn(values, key) ? values[key] : undefined),
      getAll: (): [string, string][] => Object.entries(values),
    },
  };
}
