import { SURROUNDINGS } from '../../guest/script/surroundings.ts';
import { textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { ThreadInspector, VariableScope } from '../inspector/thread-inspector.ts';
import type { ScriptFrame } from '../source/stack.ts';
import { asExpression, rename } from './rename.ts';
import { declared, resultOf, ScriptMembers, type Evaluated, type Property } from './script-members.ts';
import type { SourceNames } from './source-names.ts';

/** A variable that the source has. */
interface Variable {
  /** In the source. */
  readonly name: string;
  /** In the script. */
  readonly bundled: string;
  /** None before its declaration. */
  readonly value?: RemoteObject;
}

/**
 * The variables that are visible to a function of a script, in a stopped thread. Expressions are JavaScript. Both have
 * the names of the source.
 */
export class ScriptVariables {
  readonly #inspector: ThreadInspector;
  readonly #frame: ScriptFrame;
  readonly #members: ScriptMembers;
  /** Undefined in code of no known source, whose variables keep their names. */
  readonly #names: SourceNames | undefined;

  constructor(inspector: ThreadInspector, frame: ScriptFrame) {
    this.#inspector = inspector;
    this.#frame = frame;
    this.#members = new ScriptMembers(inspector);
    this.#names = frame.place && frame.script.namesIn(frame.place.file);
  }

  /** `this` of a method, and the variables of the function itself, those of inner blocks first. */
  async locals(): Promise<readonly Property[]> {
    const { this: own } = this.#frame.callFrame;
    const variables = declared(await this.#ofScopes(FUNCTION_SCOPES));
    if (own?.objectId === undefined || own.className === 'global') return variables;
    // The frame has it without a preview.
    return [{ name: 'this', value: await this.evaluate('this') }, ...variables];
  }

  /** The variables of enclosing functions, and of its module. */
  async outer(): Promise<readonly Property[]> {
    const variables = await this.#ofScopes(OUTER_SCOPES);
    return declared(variables.filter(({ bundled }) => !SURROUNDINGS.includes(bundled)));
  }

  /** @throws Error the exception of the expression, as a sentence */
  async evaluate(expression: string): Promise<RemoteObject> {
    const { callFrameId } = this.#frame.callFrame;
    const bundled = await this.#asBundled(asExpression(expression));
    const options = { expression: bundled, callFrameId, generatePreview: true, silent: true };
    return resultOf(await this.#inspector.call<Evaluated>('Debugger.evaluateOnCallFrame', options));
  }

  async holds(condition: string): Promise<boolean> {
    return (await this.evaluate(`Boolean(${condition}\n)`)).value === true;
  }

  async textAt(expression: string): Promise<string> {
    return textOf(await this.evaluate(expression));
  }

  /**
   * The members of a value.
   * @param start of a list
   */
  inside(value: RemoteObject, start?: number, count?: number): Promise<readonly Property[]> {
    return this.#members.inside(value, start, count);
  }

  /**
   * Replaces a member of a value, or a variable.
   * @param text an expression
   * @throws Error the exception of the expression, as a sentence
   */
  async set(owner: RemoteObject | undefined, name: string, text: string): Promise<RemoteObject> {
    if (!owner) return this.evaluate(`${name} = (${text}\n)`);
    const value = await this.evaluate(text);
    await this.#members.set(owner, name, value);
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
    const found = await this.#members.descriptors(object.objectId!);
    return found.flatMap(({ name: bundled, value }): Variable[] => {
      const name = this.#names ? this.#names.inSource(bundled, range) : bundled;
      return name === undefined ? [] : [{ name, bundled, ...(value && { value }) }];
    });
  }
}

/** Types of V8. */
const FUNCTION_SCOPES = ['local', 'block', 'catch', 'with'];
const OUTER_SCOPES = ['closure', 'script', 'module'];
