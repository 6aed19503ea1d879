import { caseLabel } from './text.ts';
import { isHandle, type Signature, type WitType } from '../../../server/src/types/wit-type.ts';

/** Arguments that a function takes, in WAVE, `(0, "text")`; undefined when it takes handles, which WAVE cannot write. */
export function exampleArguments({ params }: Signature): string | undefined {
  const values = params.map(({ type }) => exampleValue(type));
  return isComplete(values) ? `(${values.join(', ')})` : undefined;
}

/** A value of a type in WAVE; undefined where it holds a handle. */
export function exampleValue(type: WitType): string | undefined {
  switch (type.kind) {
    case 'bool':
      return 'true';
    case 'char':
      return "'a'";
    case 'string':
      return '"text"';
    case 'list':
      return around('[', Array<string | undefined>(type.length ?? 1).fill(exampleValue(type.element)), ']');
    case 'map':
      return around('[(', [exampleValue(type.key), exampleValue(type.value)], ')]');
    case 'tuple':
      return around('(', type.items.map(exampleValue), ')');
    case 'option':
      return around('some(', [exampleValue(type.some)], ')') ?? 'none';
    case 'result':
      return exampleCase('ok', type.ok) ?? exampleCase('err', type.err);
    case 'record':
      return exampleRecord(type);
    case 'variant':
      return type.cases
        .map((one) => exampleCase(caseLabel(one.name), one.type))
        .find((text) => text !== undefined);
    case 'enum':
      return caseLabel(type.cases[0] ?? '');
    case 'flags':
      return `{${type.flags[0] ?? ''}}`;
    default:
      return isHandle(type) ? undefined : '1';
  }
}

const isComplete = (values: readonly (string | undefined)[]): values is string[] =>
  values.every((value) => value !== undefined);

const around = (open: string, values: readonly (string | undefined)[], close: string): string | undefined =>
  isComplete(values) ? `${open}${values.join(', ')}${close}` : undefined;

const exampleCase = (label: string, payload: WitType | undefined): string | undefined =>
  payload ? around(`${label}(`, [exampleValue(payload)], ')') : label;

function exampleRecord({ fields }: Extract<WitType, { kind: 'record' }>): string | undefined {
  const texts = fields.map(({ name, type }) => around(`${name}: `, [exampleValue(type)], ''));
  return around('{', texts, '}');
}
