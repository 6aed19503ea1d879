import { describeSignature } from '../../../server/src/types/wit-type.ts';
import type { CallableExport } from '../protocol.ts';
import { exampleArguments } from './examples.ts';
import { argumentForms } from './form.ts';
import type { ExportedFunction } from './exported.ts';
import { functionId, lastName, unversioned, versionOf } from '../../../server/src/base/ids.ts';

/** The name that a call has with wasmtime too: `edge:service/auth.check@0.1.0`, the version last. */
export function qualifiedName({ interface: from, name }: ExportedFunction): string {
  return from === undefined ? name : functionId(from, name);
}

/** Whether `from` and `version`, as far as they are given, name the interface of a function. */
export function isIn(
  { interface: full }: ExportedFunction,
  from: string | undefined,
  version: string | undefined,
): boolean {
  const wanted = version ?? (from === undefined ? undefined : versionOf(from));
  if (full === undefined) return from === undefined && wanted === undefined;
  const isNamed = from === undefined || [unversioned(full), lastName(full)].includes(unversioned(from));
  return isNamed && [undefined, versionOf(full)].includes(wanted);
}

/**
 * Each exported function with a call that works, made from its types; without one where it takes a handle. The function
 * that componentize-py calls while it builds the component, and leaves exported, is none of its program's.
 */
export function exampleCalls(all: readonly ExportedFunction[]): CallableExport[] {
  return all
    .filter((one) => !preparesPython(one))
    .map((fn) => {
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

const preparesPython = ({ interface: from, name, signature }: ExportedFunction): boolean =>
  from === 'exports' &&
  name === 'init' &&
  signature.params.map(({ name }) => name).join() === 'app-name,symbols,stub-wasi';
