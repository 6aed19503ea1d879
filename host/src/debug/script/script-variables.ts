import { lengthOf, textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { CallFrame, ThreadInspector } from '../inspector/thread-inspector.ts';

/** A value of a script, with its name where it is. */
export interface Property {
  readonly name: string;
  readonly value: RemoteObject;
}

interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
}

interface Evaluated {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/** The variables that are visible to a function of a script, in a stopped thread. Expressions are JavaScript. */
export class ScriptVariables {
  readonly #inspector: ThreadInspector;
  readonly #frame: CallFrame;

  constructor(inspector: ThreadInspector, frame: CallFrame) {
    this.#inspector = inspector;
    this.#frame = frame;
  }

  /** The variables of the function itself, those of inner blocks first. */
  locals(): Promise<readonly Property[]> {
    return this.#ofScopes(['local', 'block', 'catch', 'with']);
  }

  /** The variables of enclosing functions, and of its module, without the bundler's own. */
  async outer(): Promise<readonly Property[]> {
    const all = await this.#ofScopes(['closure', 'script', 'module']);
    return all.filter(({ name }) => !name.startsWith('__'));
  }

  /** @throws Error the exception of the expression, as a sentence */
  async evaluate(expression: string): Promise<RemoteObject> {
    const { callFrameId } = this.#frame;
    const options = { expression, callFrameId, generatePreview: true, silent: true };
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

  async #ofScopes(types: readonly string[]): Promise<readonly Property[]> {
    const scopes = (this.#frame.scopeChain ?? []).filter(({ type }) => types.includes(type));
    const all = (await Promise.all(scopes.map(({ object }) => this.#properties(object.objectId!)))).flat();
    return all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);
  }

  async #properties(objectId: string): Promise<readonly Property[]> {
    const options = { objectId, ownProperties: true, generatePreview: true };
    const { result } = await this.#inspector.call<{ result: readonly PropertyDescriptor[] }>(
      'Runtime.getProperties',
      options,
    );
    // A variable before its declaration has no value, nor has an accessor.
    return result.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
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
