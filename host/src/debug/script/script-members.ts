import { lengthOf, textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { ThreadInspector } from '../inspector/thread-inspector.ts';

/** A value of a script, with its name where it is. */
export interface Property {
  readonly name: string;
  readonly value: RemoteObject;
}

export interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
}

interface Properties {
  readonly result: readonly PropertyDescriptor[];
  /** Members whose names have a `#`. */
  readonly privateProperties?: readonly PropertyDescriptor[];
  /** What V8 knows about a value besides its members, such as the state of a promise. */
  readonly internalProperties?: readonly PropertyDescriptor[];
}

export interface Evaluated {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/** The members of values of a script, in a stopped thread. */
export class ScriptMembers {
  readonly #inspector: ThreadInspector;

  constructor(inspector: ThreadInspector) {
    this.#inspector = inspector;
  }

  /** @param start of a list, a map or a set */
  async inside(value: RemoteObject, start = 0, count = MOST_ELEMENTS): Promise<readonly Property[]> {
    const { objectId, subtype } = value;
    const length = lengthOf(value);
    if (objectId === undefined) return [];
    if (length === undefined) return this.#named(objectId, subtype);
    const end = Math.min(length, start + count);
    const part = await this.#on(value, subtype === 'map' || subtype === 'set' ? ENTRIES : SLICE, [
      { value: start },
      { value: end },
    ]);
    const found = declared(await this.descriptors(part.objectId!)).filter(({ name }) => name !== 'length');
    if (subtype === 'map') return entriesOf(found);
    return found.map((one) => ({ ...one, name: `[${start + Number(one.name)}]` }));
  }

  /** Members by name, among them the private ones. */
  async #named(objectId: string, subtype: string | undefined): Promise<readonly Property[]> {
    const { result, privateProperties = [], internalProperties = [] } = await this.#all(objectId);
    const internal = internalProperties.filter(({ name }) => !HIDDEN.has(name));
    // Node.js 20 keeps its own notes in members of promises.
    return declared(subtype === 'promise' ? internal : [...privateProperties, ...result, ...internal]);
  }

  async descriptors(objectId: string): Promise<readonly PropertyDescriptor[]> {
    return (await this.#all(objectId)).result;
  }

  #all(objectId: string): Promise<Properties> {
    const options = { objectId, ownProperties: true, generatePreview: true };
    return this.#inspector.call<Properties>('Runtime.getProperties', options);
  }

  /**
   * Replaces a member.
   * @throws Error the exception, as a sentence
   */
  async set(owner: RemoteObject, name: string, value: RemoteObject): Promise<void> {
    if (owner.subtype === 'map' || owner.subtype === 'set' || /^(?:#|\[\[)/.test(name))
      throw new Error(`${name} cannot be replaced here: evaluate an assignment or a call that does it`);
    const key = name.replace(/^\[(\d+)\]$/, '$1');
    const assign = `function (key, value) { 'use strict'; this[key] = value; }`;
    await this.#on(owner, assign, [{ value: key }, asArgument(value)]);
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

const SLICE = `function (start, end) { return Array.prototype.slice.call(this, start, end); }`;

/** Keys and values of a map, one behind the other, or elements of a set. */
const ENTRIES = `function (start, end) {
  const isMap = this instanceof Map;
  const all = (isMap ? Map : Set).prototype[isMap ? 'entries' : 'values'].call(this);
  const found = [];
  let at = 0;
  for (const one of all) {
    if (at >= end) break;
    if (at++ >= start) found.push(...(isMap ? one : [one]));
  }
  return found;
}`;

/** An entry is named by its key. */
const entriesOf = (found: readonly Property[]): readonly Property[] =>
  found.flatMap(({ value: key }, at) =>
    at % 2 === 0 ? [{ name: `[${textOf(key)}]`, value: found[at + 1]!.value }] : [],
  );

/** Of V8: what says nothing about a value, or is shown in another way. */
const HIDDEN = new Set(['[[Prototype]]', '[[Entries]]', '[[FunctionLocation]]', '[[Scopes]]']);

/** A variable before its declaration has no value, nor has an accessor. */
export const declared = (found: readonly PropertyDescriptor[]): readonly Property[] =>
  found.flatMap(({ name, value }) => (value ? [{ name, value }] : []));

/** The limit for a list that is requested as a whole. */
const MOST_ELEMENTS = 1000;

/** @throws Error the exception, as a sentence */
export function resultOf({ result, exceptionDetails }: Evaluated): RemoteObject {
  if (!exceptionDetails) return result;
  const [sentence] = (exceptionDetails.exception?.description ?? exceptionDetails.text).split('\n');
  throw new Error(sentence);
}

const asArgument = ({ objectId, unserializableValue, value }: RemoteObject): object => {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value } : { unserializableValue };
};
