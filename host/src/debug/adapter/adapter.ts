import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Step, StopOn } from '../../guest/crossing/report.ts';
import { adviceFor } from '../../guest/trap-advice.ts';
import { memoryOf } from '../inspector/wasm-frame.ts';
import type { Memory } from '../source/values/located.ts';
import { findServer } from '../attach/servers.ts';
import { AttachedServer } from '../session/attach.ts';
import {
  readAttachConfiguration,
  readConfiguration,
  type LaunchConfiguration,
} from '../session/configuration.ts';
import { functionAt } from '../wit/functions-in.ts';
import { functionsOfFile } from '../wit/wit-files.ts';
import { breakpointBody, lineBody, lineWish, wishFor } from './breakpoint-body.ts';
import { reportingBuilds } from './build-progress.ts';
import { completions } from './completions.ts';
import { CAPABILITIES } from './capabilities.ts';
import { disassemble } from './code-reference.ts';
import { AdapterConnection, type RequestHandler } from './connection.ts';
import { RequestFailure } from './request-failure.ts';
import type { ProgramContext } from './opened-program.ts';
import { DebuggedProgram } from './program.ts';
import { protocolEvents } from './protocol-events.ts';
import { readBytes, readMemoryReference } from './memory-reference.ts';
import { frameNumber, frameOf, References } from './references.ts';
import { scopesOf } from './scopes.ts';
import { DESCRIPTIONS, stackFrames, variable } from './show.ts';
import type { Shown } from './shown.ts';
import { shownAt } from './shown-at.ts';
import { valuesOf } from './wit-values.ts';

/** Serves one session of the Debug Adapter Protocol; resolves when it is over. */
export function serveAdapter(input: Readable, output: Writable, context: ProgramContext): Promise<void> {
  return new Promise((over) => {
    const session = new Adapter(context, (event, body) => connection.event(event, body), over);
    const gone = (): void => void session.end().then(over);
    const connection = new AdapterConnection(input, output, session.handlers(), gone);
  });
}

/** Decodes requests, calls their handlers, and encodes responses. */
export class Adapter {
  #context: ProgramContext;
  readonly #event: (event: string, body?: object) => void;
  readonly #over: () => void;
  readonly #references = new References();
  #program: DebuggedProgram | undefined;
  /** Whether the program is being prepared or runs. */
  #isTaken = false;

  constructor(context: ProgramContext, event: (event: string, body?: object) => void, over: () => void) {
    this.#context = context;
    this.#event = event;
    this.#over = over;
  }

  handlers(): Readonly<Record<string, RequestHandler>> {
    const step = (how?: Step) => (args: { readonly threadId: number }) => this.#resume(args.threadId, how);
    return {
      initialize: (args: DebugProtocol.InitializeRequestArguments) => this.#initialize(args),
      launch: (args: Readonly<Record<string, unknown>>) => this.#prepare(readConfiguration(args)),
      attach: (args: Readonly<Record<string, unknown>>) => this.#attach(args),
      restart: () => this.#restart(),
      setBreakpoints: (args: DebugProtocol.SetBreakpointsArguments) => this.#setBreakpoints(args),
      setFunctionBreakpoints: (args: DebugProtocol.SetFunctionBreakpointsArguments) =>
        this.#setFunctions(args),
      setExceptionBreakpoints: ({ filters }: DebugProtocol.SetExceptionBreakpointsArguments) =>
        this.#started.session.stopOn(filters as StopOn[]),
      configurationDone: () => this.#started.start(),
      threads: () => ({ threads: this.#threads() }),
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
      continue: (args: { readonly threadId: number }) => {
        this.#resume(args.threadId);
        return { allThreadsContinued: false };
      },
      next: step('over'),
      stepIn: step('in'),
      stepOut: step('out'),
      pause: () => this.#started.session.pause(),
      terminate: () => this.#program?.terminate(),
      disconnect: ({ terminateDebuggee = false }: DebugProtocol.DisconnectArguments) =>
        this.#disconnect(terminateDebuggee),
    };
  }

  #initialize({ supportsProgressReporting }: DebugProtocol.InitializeRequestArguments) {
    if (supportsProgressReporting) this.#context = reportingBuilds(this.#context, this.#event);
    return CAPABILITIES;
  }

  /** Ends the program and everything in it; an attached server continues. */
  async end(): Promise<void> {
    await this.#program?.end();
  }

  /** The response is sent before the end. */
  #disconnect(terminates: boolean): void {
    const gone = terminates ? this.#program?.terminate() : this.end();
    void Promise.resolve(gone).then(() => setImmediate(this.#over));
  }

  async #attach(args: Readonly<Record<string, unknown>>): Promise<void> {
    const configuration = readAttachConfiguration(args);
    const server = await findServer(configuration);
    try {
      await this.#prepare({ ...configuration, program: server.program }, new AttachedServer(server));
    } catch (error) {
      server.close();
      throw error;
    }
    setImmediate(() => this.#event('capabilities', { capabilities: { supportTerminateDebuggee: true } }));
  }

  /** @throws RequestFailure before a launch or attach request */
  get #started(): DebuggedProgram {
    if (!this.#program) throw new RequestFailure('no program has been launched or attached to yet');
    return this.#program;
  }

  async #restart(): Promise<void> {
    await this.#started.restart();
  }

  async #prepare(configuration: LaunchConfiguration, server?: AttachedServer): Promise<void> {
    if (this.#isTaken)
      throw new RequestFailure('this session has a program: end it, or start another session');
    this.#isTaken = true;
    const events = protocolEvents(this.#event, this.#references, () => (this.#isTaken = false));
    const prepared = DebuggedProgram.prepare(configuration, this.#context, events, server);
    this.#program = await prepared.catch((error: unknown) => {
      this.#isTaken = false;
      throw error;
    });
    // Breakpoints, which are checked against the program, can be set from now on.
    setImmediate(() => this.#event('initialized'));
  }

  async #setBreakpoints(args: DebugProtocol.SetBreakpointsArguments) {
    const file = args.source.path ?? '';
    if (!file.endsWith('.wit')) {
      const placed = await this.#started.session.setLines(file, (args.breakpoints ?? []).map(lineWish));
      return { breakpoints: placed.map(lineBody) };
    }
    const functions = await functionsOfFile(file);
    const wishes = (args.breakpoints ?? []).map((one) => wishFor(one, functionAt(functions, one.line - 1)));
    return { breakpoints: this.#replace(file, wishes) };
  }

  #setFunctions({ breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments) {
    return {
      breakpoints: this.#replace(
        '',
        breakpoints.map(({ name, ...rest }) => ({ ...rest, function: name })),
      ),
    };
  }

  #replace(file: string, wishes: Parameters<DebuggedProgram['session']['setFunctions']>[1]) {
    return this.#started.session.setFunctions(file, wishes).map(breakpointBody);
  }

  #threads(): DebugProtocol.Thread[] {
    const threads = this.#program?.session.threads ?? [];
    return threads.map((id) => ({ id, name: threads.length === 1 ? 'guest' : `guest ${id}` }));
  }

  #stackTrace({ threadId, startFrame = 0, levels }: DebugProtocol.StackTraceArguments) {
    const stopped = this.#program?.session.stopped(threadId);
    const frames = stopped ? stackFrames(stopped.frames, threadId, this.#program!.places) : [];
    const end = levels === undefined || levels === 0 ? undefined : startFrame + levels;
    return { stackFrames: frames.slice(startFrame, end), totalFrames: frames.length };
  }

  /** The frame with this id, in a stopped thread. */
  #at(frameId: number) {
    const { thread, frame: index } = frameOf(frameId);
    const stopped = this.#program?.session.stopped(thread);
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
    const session = this.#program?.session;
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
    const { stopped, frame } = this.#at(frameId ?? -1);
    if (!stopped) return { targets: [] };
    const at = (path: string) => shownAt(path, frame, stopped);
    const before = text.slice(0, Math.max(0, column - 1));
    const { parts } = this.#program!.session;
    return { targets: await completions(before, scopesOf(frame, stopped), at, parts) };
  }

  async #disassemble(args: DebugProtocol.DisassembleArguments) {
    const session = this.#program?.session;
    const inspector = session?.threads.map((one) => session.stopped(one)?.inspector).find((one) => one);
    if (!inspector) throw new RequestFailure('code can be disassembled only while a thread is paused in it');
    return { instructions: await disassemble(inspector, args) };
  }

  #exceptionInfo(threadId: number) {
    const stop = this.#program?.session.stopped(threadId)?.stop;
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

  #resume(thread: number, how?: Step): void {
    const { session } = this.#started;
    this.#references.drop(thread);
    session.resume(thread, how);
  }
}

const PANIC_NOTE = 'The guest wrote this message before it trapped.';

const refuse = (error: unknown): never => {
  throw new RequestFailure((error as Error).message);
};
