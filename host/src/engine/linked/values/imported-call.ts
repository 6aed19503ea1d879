import { camelCase, pascalCase } from '../../../inspect/script-names.ts';
import type { Imports } from '../../../wasi/imports.ts';
import { lookupNames } from '../../../wasi/requirements.ts';
import type { ImportedFunction } from '../component/wiring.ts';

type Call = (args: readonly unknown[]) => unknown;
type Methods = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * A call of the host's function with values as the bindings have them. Of a function with a result, an error that it
 * throws is the `err`.
 *
 * @param imports gives those of the current request
 */
export function importedCall(imported: ImportedFunction, imports: () => Imports): Call {
  const call = plainCall(imported, imports);
  if (imported.type.result?.kind !== 'result') return call;
  return (args) => {
    try {
      const val = call(args);
      return val instanceof Promise ? val.then(ok, err) : ok(val);
    } catch (error) {
      return err(error);
    }
  };
}

function plainCall({ interface: path, name }: ImportedFunction, imports: () => Imports): Call {
  const names = lookupNames(path);
  const [, kind, resource = '', member = ''] = /^\[(\w+)\]([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
  const key = camelCase(kind === undefined ? name : member);
  const type = pascalCase(resource);
  const host = () => (imports()[names[0]!] ?? imports()[names[1]!]) as Record<string, never>;
  if (kind === 'method') return ([self, ...args]) => (self as Methods)[key]!(...args);
  if (kind === 'static') return (args) => (host()[type] as unknown as Methods)[key]!(...args);
  if (kind === 'constructor')
    return (args) => new (host()[type] as unknown as new (...args: unknown[]) => object)(...args);
  return (args) => (host() as Methods)[key]!(...args);
}

const ok = (val: unknown) => ({ tag: 'ok', val });
const err = (error: unknown) => ({ tag: 'err', val: payloadOf(error) });

/** Converts an exception of a host function as the bindings do. */
function payloadOf(error: unknown): unknown {
  if (error instanceof Error) throw error;
  return error;
}
