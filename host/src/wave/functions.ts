import { describeSignature } from '../../../server/src/types/wit-type.ts';
import type { CallableExport } from '../protocol.ts';
import { exampleArguments } from './examples.ts';
import { argumentForms } from './form.ts';
import type { ExportedFunction } from './exported.ts';

/** The name that a call has with wasmtime too: `edge:service/auth.check@0.1.0`, the version last. */
export function qualifiedName({ interface: from, name }: ExportedFunction): string {
  if (from === undefined) return name;
  const [path = '', version] = from.split('@');
  return `${path}.${name}${version === undefined ? '' : `@${version}`}`;
}

/** Whether `from` and `version`, as far as they are given, name the interface of a function. */
export function isIn(
  { interface: full }: ExportedFunction,
  from: string | undefined,
  version: string | undefined,
): boolean {
  if (from === undefined) return version === undefined || full?.split('@')[1] === version;
  const [path = '', exported] = full?.split('@') ?? [];
  const [wanted = '', before] = from.split('@');
  const isSame = [path, path.split('/').at(-1)].includes(wanted);
  return isSame && [undefined, exported].includes(version ?? before);
}

/** Each exported function with a call that works, made from its types; without one where it takes a handle. */
export function exampleCalls(all: readonly ExportedFunction[]): CallableExport[] {
  return all.map((fn) => {
    const isAlone = all.filter(({ name }) => name === fn.name).length === 1;
    const name = isAlone ? fn.name : qualifiedName(fn);
    const args = exampleArguments(fn.signature);
    return {
      name: qualifiedName(fn),
      signature: describeSignature(fn.signature),
      ...(args !== undefined && { call: `${name}${args}`, params: argumentForms(fn.signature) ?? [] }),
    };
  });
}
