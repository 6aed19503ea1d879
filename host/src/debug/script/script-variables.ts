import { SURROUNDINGS } from '../../guest/script/surroundings.ts';
import { lengthOf, textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { ThreadInspector, VariableScope } from '../inspector/thread-inspector.ts';
import type { ScriptFrame } from '../source/stack.ts';
import { rename } from './rename.ts';
import type { SourceNames } from './source-names.ts';

/** A value of a script, with its name where it is. */
export interface Property {
  readonly name: string;
  readonly value: RemoteObject;
}

interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
}

/** A variable that the source has. */
interface Variable {
  /** In the source. */
  readonly name: string;
  /** In the script. */
  readonly bundled: string;
  /** None before its declaration. */
  readonly value?: RemoteObject;
}

interface Evaluated {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/**
 * The variables that are visible to a function of a script, in a stopped thread. Expressions are JavaScript. Both have
 * the names of the source.
 */
export class ScriptVariables {
  readonly #inspector: ThreadInspector;
  readonly #frame: ScriptFrame;
  /** Undefined in code of no known source, whose variables keep their names. */
  readonly #names: SourceNames | undefined;

  constructor(inspector: ThreadInspector, frame: ScriptFrame) {
    this.#inspector = inspector;
    this.#frame = frame;
    this.#names = frame.place && frame.script.namesIn(frame.place.file);
  }

  /** The variables of the function itself, those of inner blocks first. */
  async locals(): Promise<readonly Property[]> {
    return declared(await this.#ofScopes(FUNCTION_SCOPES));
  }

  /** The variables of enclosing functions, and of its module. */
  async outer(): Promise<readonly Property[]> {
    const variables = await this.#ofScopes(OUTER_SCOPES);
    return declared(variables.filter(({ bundled }) => !SURROUNDINGS.includes(bundled)));
  }

  /** @throws Error the exception of the expression, as a sentence */
  async evaluate(expression: string): Promise<RemoteObject> {
    const { callFrameId } = this.#frame.callFrame;
    const bundled = await this.#asBundled(expression);
    const options = { expression: bundled, callFrameId, generatePreview: true, silent: true };
    return resultOf(await this.#inspector.call<Evaluated>('Debugger.evaluateOnCallFrame', options));
  }

  async holds(condition: string): Promise<boolean> {
    return (await this.evaluate(`Boolean(${condition})`)).value === true;
  }

  async textAt(expression: string): Promise<string> {
    return textOf(await this.evaluate(expression));
  }

  /**
   * The members of a value.
   * @param start of a list
   */
  async inside(value: RemoteObject, start = 0, count?: number): Promise<readonly Property[]> {
    if (value.objectId === undefined) return [];
    const length = lengthOf(value);
    if (length === undefined) return this.#properties(value.objectId);
    const end = Math.min(length, start + (count ?? MOST_ELEMENTS));
    const slice = `function (start, end) { return Array.prototype.slice.call(this, start, end); }`;
    const part = await this.#on(value, slice, [{ value: start }, { value: end }]);
    const found = await this.#properties(part.objectId!);
    return found
      .filter(({ name }) => name !== 'length')
      .map((one) => ({ ...one, name: `[${start + Number(one.name)}]` }));
  }

  /**
   * Replaces a member of a value, or a variable.
   * @param text an expression
   * @throws Error the exception of the expression, as a sentence
   */
  async set(owner: RemoteObject | undefined, name: string, text: string): Promise<RemoteObject> {
    if (!owner) return this.evaluate(`${name} = (${text})`);
    const value = await this.evaluate(text);
    const key = name.replace(/^\[(\d+)\]$/, '$1');
    await this.#on(owner, 'function (key, value) { this[key] = value; }', [
      { value: key },
      asArgument(value),
    ]);
    return value;
  }

  /** An expression with the names of the script. Without renamed variables, no scope is read. */
  async #asBundled(expression: string): Promise<string> {
    if (!this.#names?.renames(expression)) return expression;
    const variables = await this.#ofScopes([...FUNCTION_SCOPES, ...OUTER_SCOPES]);
    const visible = new Set(variables.map(({ bundled }) => bundled));
    const renamed = variables.map(({ name, bundled }) => [name, bundled] as const);
    return rename(expression, new Map([...this.#names.membersOf(visible), ...renamed]));
  }

  /** Without those that others of the same name hide. */
  async #ofScopes(types: readonly string[]): Promise<readonly Variable[]> {
    const scopes = (this.#frame.callFrame.scopeChain ?? []).filter(({ type }) => types.includes(type));
    const all = await Promise.all(scopes.map((scope) => this.#variables(scope)));
    const seen = new Set<string>();
    return all.flat().filter(({ name }) => !seen.has(name) && seen.add(name));
  }

  /** The variables of a scope that the source has. */
  async #variables({ object, startLocation, endLocation }: VariableScope): Promise<readonly Variable[]> {
    const range = startLocation && endLocation && { start: startLocation, end: endLocation };
    const found = await this.#descriptors(object.objectId!);
    return found.flatMap(({ name: bundled, value }): Variable[] => {
      const name = this.#names ? this.#names.inSource(bundled, range) : bundled;
      return name === undefined ? [] : [{ name, bundled, ...(value && { value }) }];
    });
  }

  async #properties(objectId: string): Promise<readonly Property[]> {
    return declared(await this.#descriptors(objectId));
  }

  async #descriptors(objectId: string): Promise<readonly PropertyDescriptor[]> {
    const options = { objectId, ownProperties: true, generatePreview: true };
    const { result } = await this.#inspector.call<{ result: readonly PropertyDescriptor[] }>(
      'Runtime.getProperties',
      options,
    );
    return result;
  }

  async #on(
    value: RemoteObject,
    functionDeclaration: string,
    args: readonly object[],
  ): Promise<RemoteObject> {
    const options = { objectId: value.objectId, functionDeclaration, arguments: args, silent: true };
    return resultOf(await this.#inspector.call<Evaluated>('Runtime.callFunctionOn', options));
  }
}

/** Types of V8. */
const FUNCTION_SCOPES = ['local', 'block', 'catch', 'with'];
const OUTER_SCOPES = ['closure', 'script', 'module'];

/** A variable before its declaration has no value, nor has an accessor. */
const declared = (found: readonly PropertyDescriptor[]): readonly Property[] =>
  found.flatMap(({ name, value }) => (value ? [{ name, value }] : []));

/** The limit for a list that is requested as a whole. */
const MOST_ELEMENTS = 1000;

function resultOf({ result, exceptionDetails }: Evaluated): RemoteObject {
  if (!exceptionDetails) return result;
  const [sentence] = (exceptionDetails.exception?.description ?? exceptionDetails.text).split('\n');
  throw new Error(sentence);
}

const asArgument = ({ objectId, unserializableValue, value }: RemoteObject): object => {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value } : { unserializableValue };
};
