import type { DebugProtocol } from '@vscode/debugprotocol';
import { adviceFor } from '../../guest/traps/trap-advice.ts';
import { memoryOf } from '../inspector/wasm-frame.ts';
import type { Memory } from '../source/values/located.ts';
import { disassemble } from './code-reference.ts';
import { completions } from './completions.ts';
import type { RequestHandler } from './connection.ts';
import { readBytes, readMemoryReference } from './memory-reference.ts';
import type { DebuggedProgram } from './program.ts';
import { frameNumber, frameOf, type References } from './references.ts';
import { RequestFailure } from './request-failure.ts';
import { scopesOf } from './scopes.ts';
import { DESCRIPTIONS, stackFrames, variable } from './show.ts';
import { shownAt } from './shown-at.ts';
import type { Shown } from './shown.ts';
import { valuesOf } from './wit-values.ts';

/** Requests about a stopped thread: its frames, their values, memory and code, and why it stopped. */
export class Inspection {
  readonly #program: () => DebuggedProgram | undefined;
  readonly #references: References;

  constructor(program: () => DebuggedProgram | undefined, references: References) {
    this.#program = program;
    this.#references = references;
  }

  handlers(): Readonly<Record<string, RequestHandler>> {
    return {
      stackTrace: (args: DebugProtocol.StackTraceArguments) => this.#stackTrace(args),
      scopes: ({ frameId }: DebugProtocol.ScopesArguments) => this.#scopes(frameId),
      variables: (args: DebugProtocol.VariablesArguments) => this.#variables(args),
      setVariable: (args: DebugProtocol.SetVariableArguments) => this.#setVariable(args),
      evaluate: (args: DebugProtocol.EvaluateArguments) => this.#evaluate(args),
      readMemory: (args: DebugProtocol.ReadMemoryArguments) => this.#readMemory(args),
      writeMemory: (args: DebugProtocol.WriteMemoryArguments) => this.#writeMemory(args),
      completions: (args: DebugProtocol.CompletionsArguments) => this.#completions(args),
      disassemble: (args: DebugProtocol.DisassembleArguments) => this.#disassemble(args),
      exceptionInfo: ({ threadId }: DebugProtocol.ExceptionInfoArguments) => this.#exceptionInfo(threadId),
    };
  }

  #stackTrace({ threadId, startFrame = 0, levels }: DebugProtocol.StackTraceArguments) {
    const program = this.#program();
    const stopped = program?.session.stopped(threadId);
    const frames = program && stopped ? stackFrames(stopped.frames, threadId, program.places) : [];
    const end = levels === undefined || levels === 0 ? undefined : startFrame + levels;
    return { stackFrames: frames.slice(startFrame, end), totalFrames: frames.length };
  }

  /** The frame with this id, in a stopped thread. */
  #at(frameId: number) {
    const { thread, frame: index } = frameOf(frameId);
    const stopped = this.#program()?.session.stopped(thread);
    return { thread, stopped, frame: stopped?.frames[index] };
  }

  #scopes(frameId: number) {
    const { thread, stopped, frame } = this.#at(frameId);
    const scopes = stopped ? scopesOf(frame, stopped) : [];
    return {
      scopes: scopes.map(({ container, ...scope }) => ({
        ...scope,
        variablesReference: this.#references.of(thread, frameId, container),
      })),
    };
  }

  async #variables({ variablesReference, start, count }: DebugProtocol.VariablesArguments) {
    const known = this.#references.find(variablesReference);
    const values = (await known?.container.values(start, count)) ?? [];
    return {
      variables: values.map((value) => variable(value, known!.thread, known!.frame, this.#references)),
    };
  }

  async #setVariable({ variablesReference, name, value: text }: DebugProtocol.SetVariableArguments) {
    const known = this.#references.find(variablesReference);
    if (!known) throw new RequestFailure('the value is no longer available: its thread has run since');
    const value = await known.container.set(name, text);
    const { name: _, ...body } = variable(value, known.thread, known.frame, this.#references);
    return body;
  }

  async #evaluate({ expression, frameId }: DebugProtocol.EvaluateArguments) {
    const session = this.#program()?.session;
    const firstStopped = session?.threads.find((one) => session.stopped(one)) ?? -1;
    const number = frameId ?? frameNumber(firstStopped, 0);
    const { thread, stopped, frame } = this.#at(number);
    if (!stopped) throw new RequestFailure('the thread runs');
    if (frame?.kind === 'source' || frame?.kind === 'script') {
      const shown = await shownAt(expression, frame, stopped).catch(refuse);
      return this.#evaluated(shown, thread, number);
    }
    const index = frame?.kind === 'wit' ? frame.index : 0;
    const inspect = stopped.inspect.bind(stopped);
    const [value] = await valuesOf(inspect, { kind: 'evaluate', frame: index, text: expression });
    return { result: value?.text ?? '', type: value?.type ?? '', variablesReference: 0 };
  }

  #evaluated(shown: Shown, thread: number, frame: number) {
    const { name: _, value: result, ...body } = variable(shown, thread, frame, this.#references);
    return { ...body, result };
  }

  async #readMemory({ memoryReference, offset = 0, count }: DebugProtocol.ReadMemoryArguments) {
    const { memory, address } = this.#memoryAt(memoryReference);
    return readBytes(memory, address + offset, count);
  }

  async #writeMemory({ memoryReference, offset = 0, data }: DebugProtocol.WriteMemoryArguments) {
    const { memory, address } = this.#memoryAt(memoryReference);
    const bytes = Buffer.from(data, 'base64');
    await memory.write(address + offset, bytes).catch(refuse);
    return { offset: 0, bytesWritten: bytes.length };
  }

  #memoryAt(memoryReference: string): { readonly memory: Memory; readonly address: number } {
    const found = readMemoryReference(memoryReference);
    if (!found) throw new RequestFailure(`${memoryReference} is not an address of a variable`);
    const { stopped, frame } = this.#at(found.frame);
    if (!stopped?.inspector || (frame?.kind !== 'source' && frame?.kind !== 'code'))
      throw new RequestFailure('memory can be read and written only while its thread is paused');
    return { memory: memoryOf(stopped.inspector, frame.callFrame), address: found.address };
  }

  async #completions({ text, column, frameId }: DebugProtocol.CompletionsArguments) {
    const program = this.#program();
    const { stopped, frame } = this.#at(frameId ?? -1);
    if (!program || !stopped) return { targets: [] };
    const at = (path: string) => shownAt(path, frame, stopped);
    const before = text.slice(0, Math.max(0, column - 1));
    return { targets: await completions(before, scopesOf(frame, stopped), at, program.session.parts) };
  }

  async #disassemble(args: DebugProtocol.DisassembleArguments) {
    const session = this.#program()?.session;
    const inspector = session?.threads.map((one) => session.stopped(one)?.inspector).find((one) => one);
    if (!inspector) throw new RequestFailure('code can be disassembled only while a thread is paused in it');
    return { instructions: await disassemble(inspector, args) };
  }

  #exceptionInfo(threadId: number) {
    const stop = this.#program()?.session.stopped(threadId)?.stop;
    const id = stop && stop.reason in DESCRIPTIONS ? stop.reason : 'trap';
    const { text = '', panicMessage } = stop ?? {};
    const advice = panicMessage === undefined ? id === 'trap' && adviceFor(text) : PANIC_NOTE;
    const sentence = panicMessage ?? text;
    return {
      exceptionId: id,
      description: advice ? `${sentence}. ${advice}` : sentence,
      breakMode: 'always',
      details: { message: sentence, typeName: id },
    };
  }
}

const PANIC_NOTE = 'The guest wrote this message before it trapped.';

const refuse = (error: unknown): never => {
  throw new RequestFailure((error as Error).message);
};
