import type { Generated } from '../toolkit/bindings.ts';
import type { Signature, WitType } from '../../../server/src/types/wit-type.ts';

/** The toolkit's description of exported functions, also after a round trip through JSON. */
export type FunctionTable = Pick<Generated, 'types' | 'functions'>;
type ValueType = FunctionTable['types'][number];
type Typed = { readonly name: string; readonly type?: number };

/** A function that a component exports, by itself or in an interface; functions of resources are none of them. */
export interface ExportedFunction {
  /** `edge:service/auth@0.1.0`; undefined for a function of the world itself. */
  readonly interface: string | undefined;
  readonly name: string;
  readonly signature: Signature;
}

/** With the types themselves instead of their indices. */
export function readFunctions({ types, functions }: FunctionTable): ExportedFunction[] {
  const known: WitType[] = [];
  for (const type of types) known.push(toWitType(type, known));
  return functions.map(({ interface: owner, name, params, result }) => ({
    interface: owner,
    name,
    signature: {
      params: params.map((param) => ({ name: param.name, type: known[param.type]! })),
      result: maybe(known, result),
    },
  }));
}

/** JSON has `null` for an index that is missing in a pair. */
const maybe = (known: readonly WitType[], index: number | null | undefined): WitType | undefined =>
  typeof index === 'number' ? known[index] : undefined;

/** @param known the types before it, its parts among them */
function toWitType(type: ValueType, known: readonly WitType[]): WitType {
  const at = (index: number): WitType => known[index]!;
  const typed = ({ name, type }: Typed) => ({ name, type: maybe(known, type) });
  switch (type.tag) {
    case 'primitive':
      return { kind: type.val };
    case 'list':
      return { kind: 'list', element: at(type.val) };
    case 'fixed-list':
      return { kind: 'list', element: at(type.val[0]), length: type.val[1] };
    case 'map':
      return { kind: 'map', key: at(type.val[0]), value: at(type.val[1]) };
    case 'option':
      return { kind: 'option', some: at(type.val) };
    case 'result':
      return { kind: 'result', ok: maybe(known, type.val[0]), err: maybe(known, type.val[1]) };
    case 'tuple':
      return { kind: 'tuple', items: [...type.val].map(at) };
    case 'record':
      return { kind: 'record', fields: type.val.map(({ name, type }) => ({ name, type: at(type) })) };
    case 'variant':
      return { kind: 'variant', cases: type.val.map(typed) };
    case 'enum':
      return { kind: 'enum', cases: type.val };
    case 'flags':
      return { kind: 'flags', flags: type.val };
    case 'own':
    case 'borrow':
      return { kind: type.tag, resource: type.val };
    case 'stream':
    case 'future':
      return { kind: type.tag, element: maybe(known, type.val) };
    case 'error-context':
      return { kind: type.tag };
  }
}
