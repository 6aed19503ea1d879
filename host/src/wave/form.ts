import { caseLabel } from './text.ts';
import { describe, type Signature, type WitType } from '../../../server/src/types/wit-type.ts';
import type { ArgumentForm, ValueForm } from '../protocol.ts';
import { exampleValue } from './examples.ts';

/** How to prompt for each argument; undefined for a function that takes a handle, which WAVE cannot write. */
export function argumentForms({ params }: Signature): readonly ArgumentForm[] | undefined {
  const forms = params.map(({ name, type }) => ({ name, form: formOf(type) }));
  return forms.every(({ form }) => form !== undefined) ? (forms as readonly ArgumentForm[]) : undefined;
}

/** @returns undefined where no value can be written */
function formOf(type: WitType): ValueForm | undefined {
  const example = exampleValue(type);
  if (example === undefined) return undefined;
  const base = { type: describe(type), example };
  switch (type.kind) {
    case 'bool':
      return { ...base, kind: 'cases', cases: [{ label: 'true' }, { label: 'false' }] };
    case 'enum':
      return { ...base, kind: 'cases', cases: type.cases.map((name) => ({ label: caseLabel(name) })) };
    case 'option':
      return { ...base, kind: 'cases', cases: casesOf([['none'], ['some', type.some]]) };
    case 'result':
      return { ...base, kind: 'cases', cases: casesOf([['ok', type.ok], ['err', type.err]]) }; // prettier-ignore
    case 'variant':
      return {
        ...base,
        kind: 'cases',
        cases: casesOf(type.cases.map((one) => [caseLabel(one.name), one.type])),
      };
    case 'flags':
      return { ...base, kind: 'flags', flags: type.flags };
    case 'record': {
      const fields = type.fields.flatMap(({ name, type }) => ofField(name, type));
      return { ...base, kind: 'fields', fields };
    }
    case 'tuple':
      return { ...base, kind: 'items', items: type.items.flatMap((item) => formOf(item) ?? []) };
    default:
      return { ...base, kind: type.kind === 'string' ? 'string' : 'text' };
  }
}

/** A type with an example has a form for each field. */
const ofField = (name: string, type: WitType): ArgumentForm[] => {
  const form = formOf(type);
  return form === undefined ? [] : [{ name, form }];
};

/** Without the cases whose payload cannot be written. */
function casesOf(
  all: readonly (readonly [label: string, payload?: WitType | undefined])[],
): { readonly label: string; readonly payload?: ValueForm }[] {
  return all.flatMap(([label, payload]) => {
    if (payload === undefined) return [{ label }];
    const form = formOf(payload);
    return form === undefined ? [] : [{ label, payload: form }];
  });
}
