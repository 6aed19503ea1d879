import type { ArgumentForm, ValueForm } from '../../../host/src/protocol.ts';

/** A step of the form of a call: one value, or one part of a value. */
export interface Question {
  /** The path of the value: `person`, `person.name`. */
  readonly path: string;
  /** Its type in WIT. */
  readonly type: string;
  readonly kind: 'text' | 'string' | 'cases' | 'flags';
  /** The choices; empty for values that are typed. */
  readonly choices: readonly { readonly label: string; readonly detail: string }[];
  /** The initial text of the input: a value in WAVE, or a string without quotes. */
  readonly example: string;
  /** The whole call with `answer` here and examples of what comes after it. */
  readonly callWith: (answer: Answer) => string;
}

/** The answer to a question for cases, flags, fields or items that asks for the value in WAVE instead. */
export const IN_WAVE = Symbol('in WAVE');
export type Answer = string | typeof IN_WAVE;

type Asking = Generator<Omit<Question, 'callWith'>, string, Answer>;

/**
 * The next question of the form, or the call when all is answered. A form is its answers: going back is leaving out
 * the last of them.
 * @param name the function as a call names it
 */
export function nextStep(
  name: string,
  params: readonly ArgumentForm[],
  answers: readonly Answer[],
): Question | { readonly call: string } {
  const ahead = [...answers];
  const values: string[] = [];
  for (const { name: param, form } of params) {
    const asking = valueOf(form, param);
    let step = asking.next();
    while (!step.done && ahead.length > 0) step = asking.next(ahead.shift()!);
    if (!step.done)
      return { ...step.value, callWith: (answer) => complete(name, params, [...answers, answer]) };
    values.push(step.value);
  }
  return { call: `${name}(${values.join(', ')})` };
}

/** The call in which every further question is answered with its example. */
function complete(name: string, params: readonly ArgumentForm[], answers: readonly Answer[]): string {
  const step = nextStep(name, params, answers);
  if ('call' in step) return step.call;
  const isPicked = step.kind === 'cases' || step.kind === 'flags';
  return complete(name, params, [...answers, isPicked ? IN_WAVE : step.example]);
}

/** Asks for a value, part by part, and gives it in WAVE. */
function* valueOf(form: ValueForm, path: string): Asking {
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
      const answer = yield { ...base, kind: 'flags', choices };
      return answer === IN_WAVE ? yield* inWave(form, path) : answer;
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

function* caseOf(form: Extract<ValueForm, { kind: 'cases' }>, path: string): Asking {
  const choices = form.cases.map(({ label, payload }) => ({ label, detail: payload?.type ?? '' }));
  const answer = yield { path, type: form.type, example: form.example, kind: 'cases', choices };
  if (answer === IN_WAVE) return yield* inWave(form, path);
  const payload = form.cases.find(({ label }) => label === answer)?.payload;
  return payload === undefined ? answer : `${answer}(${yield* valueOf(payload, `${path}.${answer}`)})`;
}

function* inWave({ type, example }: ValueForm, path: string): Asking {
  return String(yield { path, type, example, kind: 'text', choices: [] });
}

/** A string of WAVE. */
export function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped.replaceAll('\t', '\\t')}"`;
}
