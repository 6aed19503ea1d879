import { isFunctionProxy, lengthOf, textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { Property } from '../script/script-members.ts';
import type { ScriptVariables } from '../script/script-variables.ts';
import { RequestFailure } from './request-failure.ts';
import type { Container, Shown } from './shown.ts';

/** Values of a script: variables, or members of a value. */
export class ScriptValues implements Container {
  readonly #variables: ScriptVariables;
  readonly #read: (start?: number, count?: number) => Promise<readonly Property[]>;
  readonly #owner: RemoteObject | undefined;

  /** @param owner the container of the values, unless they are variables */
  constructor(
    variables: ScriptVariables,
    read: (start?: number, count?: number) => Promise<readonly Property[]>,
    owner?: RemoteObject,
  ) {
    this.#variables = variables;
    this.#read = read;
    this.#owner = owner;
  }

  async values(start?: number, count?: number): Promise<readonly Shown[]> {
    const found = await this.#read(start, count || undefined);
    return found.map((one) => shownScript(one, this.#variables));
  }

  async set(name: string, text: string): Promise<Shown> {
    try {
      const value = await this.#variables.set(this.#owner, name, text);
      return shownScript({ name, value }, this.#variables);
    } catch (error) {
      throw new RequestFailure((error as Error).message);
    }
  }
}

/** A value of a script as the adapter shows it. */
export function shownScript({ name, value }: Property, variables: ScriptVariables): Shown {
  const length = lengthOf(value);
  // Of functions, classes have members to look at: the static ones.
  const isClass = value.type === 'function' && value.description?.startsWith('class') === true;
  const hasMembers = value.type === 'object' && !isEmpty(value) && !isFunctionProxy(value);
  const isOpen = value.objectId !== undefined && (isClass || hasMembers);
  return {
    name,
    text: textOf(value),
    type: value.className ?? value.type,
    inside: length ?? (isOpen ? Math.max(1, value.preview?.properties.length ?? 1) : 0),
    isList: length !== undefined,
    canSet: true,
    container: new ScriptValues(variables, (start, count) => variables.inside(value, start, count), value),
  };
}

const isEmpty = ({ className, subtype, preview }: RemoteObject): boolean =>
  className === 'Object' && subtype === undefined && preview?.properties.length === 0;
