import type { ArgumentForm, ValueForm } from '../../../host/src/protocol.ts';

/** A step of the form of a call: one value, or one part of a value. */
export interface FormField {
  /** The path of the value: `person`, `person.name`. */
  readonly path: string;
  /** Its type in WIT. */
  readonly type: string;
  readonly kind: 'text' | 'string' | 'cases' | 'flags';
  /** The choices; empty for values that are typed. */
  readonly choices: readonly { readonly label: string; readonly detail: string }[];
  /** The initial text of the input: a value in WAVE, or a string without quotes. */
  readonly example: string;
  /** The whole call with `input` here and examples for the later fields. */
  readonly callWith: (input: FieldInput) => string;
}

/** The input of cases, flags, fields or items that switches to the value in WAVE. */
export const IN_WAVE = Symbol('in WAVE');
export type FieldInput = string | typeof IN_WAVE;

type Fields = Generator<Omit<FormField, 'callWith'>, string, FieldInput>;

/**
 * The next field of the form, or the call when all are filled. A form is its inputs: going back is leaving out
 * the last of them.
 * @param name the function as a call names it
 */
export function nextStep(
  name: string,
  params: readonly ArgumentForm[],
  inputs: readonly FieldInput[],
): FormField | { readonly call: string } {
  const ahead = [...inputs];
  const values: string[] = [];
  for (const { name: param, form } of params) {
    const fields = valueOf(form, param);
    let step = fields.next();
    while (!step.done && ahead.length > 0) step = fields.next(ahead.shift()!);
    if (!step.done) return { ...step.value, callWith: (input) => complete(name, params, [...inputs, input]) };
    values.push(step.value);
  }
  return { call: `${name}(${values.join(', ')})` };
}

/** The call in which every further field has its example. */
function complete(name: string, params: readonly ArgumentForm[], inputs: readonly FieldInput[]): string {
  const step = nextStep(name, params, inputs);
  if ('call' in step) return step.call;
  const isPicked = step.kind === 'cases' || step.kind === 'flags';
  return complete(name, params, [...inputs, isPicked ? IN_WAVE : step.example]);
}

/** Prompts for a value, part by part, and returns it in WAVE. */
function* valueOf(form: ValueForm, path: string): Fields {
  const base = { path, type: form.type, example: form.example };
  switch (form.kind) {
    case 'text':
      return String(yield { ...base, kind: 'text', choices: [] });
    case 'string': {
      const example = form.example.slice(1, -1);
      return quoted(String(yield { ...base, kind: 'string', choices: [], example }));
    }
    case 'cases':
      return yield* caseOf(form, path);
    case 'flags': {
      const choices = form.flags.map((label) => ({ label, detail: '' }));
      const input = yield { ...base, kind: 'flags', choices };
      return input === IN_WAVE ? yield* inWave(form, path) : input;
    }
    case 'fields': {
      const fields: string[] = [];
      for (const { name, form: field } of form.fields)
        fields.push(`${name}: ${yield* valueOf(field, `${path}.${name}`)}`);
      return `{${fields.join(', ')}}`;
    }
    case 'items': {
      const items: string[] = [];
      for (const [index, item] of form.items.entries()) items.push(yield* valueOf(item, `${path}.${index}`));
      return `(${items.join(', ')})`;
    }
  }
}

function* caseOf(form: Extract<ValueForm, { kind: 'cases' }>, path: string): Fields {
  const choices = form.cases.map(({ label, payload }) => ({ label, detail: payload?.type ?? '' }));
  const input = yield { path, type: form.type, example: form.example, kind: 'cases', choices };
  if (input === IN_WAVE) return yield* inWave(form, path);
  const payload = form.cases.find(({ label }) => label === input)?.payload;
  return payload === undefined ? input : `${input}(${yield* valueOf(payload, `${path}.${input}`)})`;
}

function* inWave({ type, example }: ValueForm, path: string): Fields {
  return String(yield { path, type, example, kind: 'text', choices: [] });
}

/** A string of WAVE. */
export function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped.replaceAll('\t', '\\t')}"`;
}
