import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Answer as ThreadAnswer, Step, StopOn } from '../../guest/crossing/report.ts';
import type { ShownValue } from '../../guest/crossing/slots.ts';
import { readConfiguration } from '../session/configuration.ts';
import { functionAt } from '../wit/functions-in.ts';
import { functionsOfFile } from '../wit/wit-files.ts';
import { breakpointBody, wishFor } from './breakpoint-body.ts';
import { CAPABILITIES } from './capabilities.ts';
import { AdapterConnection, Unanswerable, type Answer } from './connection.ts';
import { DebuggedProgram, type ProgramContext } from './program.ts';
import { frameOf, References } from './references.ts';
import { DESCRIPTIONS, stackFrames, stoppedBody, variable } from './show.ts';

/** Serves one session of the Debug Adapter Protocol; resolves when it is over. */
export function serveAdapter(input: Readable, output: Writable, context: ProgramContext): Promise<void> {
  return new Promise((over) => {
    const session = new Adapter(context, (event, body) => connection.event(event, body), over);
    const gone = (): void => void session.end().then(over);
    const connection = new AdapterConnection(input, output, session.answers(), gone);
  });
}

/** Decodes requests, has them done, and encodes the answers. */
class Adapter {
  readonly #context: ProgramContext;
  readonly #event: (event: string, body?: object) => void;
  readonly #over: () => void;
  readonly #references = new References();
  #program: DebuggedProgram | undefined;

  constructor(context: ProgramContext, event: (event: string, body?: object) => void, over: () => void) {
    this.#context = context;
    this.#event = event;
    this.#over = over;
  }

  answers(): Readonly<Record<string, Answer>> {
    const step = (how?: Step) => (args: { readonly threadId: number }) => this.#resume(args.threadId, how);
    return {
      initialize: () => CAPABILITIES,
      launch: (args: Readonly<Record<string, unknown>>) => this.#launch(args),
      setBreakpoints: (args: DebugProtocol.SetBreakpointsArguments) => this.#setBreakpoints(args),
      setFunctionBreakpoints: (args: DebugProtocol.SetFunctionBreakpointsArguments) =>
        this.#setFunctions(args),
      setExceptionBreakpoints: ({ filters }: DebugProtocol.SetExceptionBreakpointsArguments) =>
        this.#program?.session.stopOn(filters as StopOn[]),
      configurationDone: () => this.#program?.start(),
      threads: () => ({ threads: this.#threads() }),
      stackTrace: (args: DebugProtocol.StackTraceArguments) => this.#stackTrace(args),
      scopes: ({ frameId }: DebugProtocol.ScopesArguments) => this.#scopes(frameId),
      variables: (args: DebugProtocol.VariablesArguments) => this.#variables(args),
      setVariable: (args: DebugProtocol.SetVariableArguments) => this.#setVariable(args),
      evaluate: (args: DebugProtocol.EvaluateArguments) => this.#evaluate(args),
      exceptionInfo: ({ threadId }: DebugProtocol.ExceptionInfoArguments) => this.#exceptionInfo(threadId),
      continue: (args: { readonly threadId: number }) => {
        this.#resume(args.threadId);
        return { allThreadsContinued: false };
      },
      next: step('over'),
      stepIn: step('in'),
      stepOut: step('out'),
      pause: () => this.#program?.session.pause(),
      terminate: () => this.end(),
      disconnect: () => void this.end().then(() => setImmediate(this.#over)),
    };
  }

  /** Ends the program with all that it runs. */
  async end(): Promise<void> {
    await this.#program?.end();
  }

  async #launch(args: Readonly<Record<string, unknown>>): Promise<void> {
    const configuration = readConfiguration(args);
    this.#program = await DebuggedProgram.prepare(configuration, this.#context, {
      output: (category, output) => this.#event('output', { category, output }),
      threadStarted: (threadId) => this.#event('thread', { reason: 'started', threadId }),
      stopped: (thread, stop) => this.#event('stopped', stoppedBody(stop, thread)),
      ended: (exitCode) => {
        this.#event('exited', { exitCode });
        this.#event('terminated');
      },
    });
    // What is checked against the program can be set from now on.
    setImmediate(() => this.#event('initialized'));
  }

  async #setBreakpoints(args: DebugProtocol.SetBreakpointsArguments) {
    const file = args.source.path ?? '';
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

  #replace(owner: string, wishes: Parameters<DebuggedProgram['session']['breakpoints']['replace']>[1]) {
    const session = this.#program?.session;
    const placed = session?.breakpoints.replace(owner, wishes) ?? [];
    session?.changed();
    return placed.map(breakpointBody);
  }

  #threads(): DebugProtocol.Thread[] {
    const threads = this.#program?.session.threads ?? [];
    return threads.map((id) => ({ id, name: threads.length === 1 ? 'guest' : `guest ${id}` }));
  }

  #stackTrace({ threadId, startFrame = 0, levels }: DebugProtocol.StackTraceArguments) {
    const stop = this.#program?.session.stopOf(threadId);
    const frames = stop && this.#program ? stackFrames(stop, threadId, this.#program.places) : [];
    const end = levels === undefined || levels === 0 ? undefined : startFrame + levels;
    return { stackFrames: frames.slice(startFrame, end), totalFrames: frames.length };
  }

  #scopes(frameId: number) {
    const { thread, frame } = frameOf(frameId);
    const shown = this.#program?.session.stopOf(thread)?.frames[frame];
    const scope = (name: string, which: 'arguments' | 'result', presentationHint: string) => ({
      name,
      presentationHint,
      expensive: false,
      variablesReference: this.#references.of({ thread, frame, scope: which, path: [] }),
    });
    return {
      scopes: [
        scope('Arguments', 'arguments', 'arguments'),
        ...(shown?.hasReturned ? [scope('Result', 'result', 'returnValue')] : []),
      ],
    };
  }

  async #variables({ variablesReference, start, count }: DebugProtocol.VariablesArguments) {
    const reference = this.#references.find(variablesReference);
    if (!reference) return { variables: [] };
    const { thread, path, ...where } = reference;
    const page = { ...(start !== undefined && { start }), ...(count ? { count } : {}) };
    const values = await this.#ask(thread, { kind: 'values', ...where, path, ...page });
    const first = start ?? 0;
    return {
      variables: values.map((value, at) =>
        variable(value, { ...reference, path: [...path, first + at] }, this.#references),
      ),
    };
  }

  async #setVariable({ variablesReference, name, value: text }: DebugProtocol.SetVariableArguments) {
    const reference = this.#references.find(variablesReference);
    if (!reference) throw new Unanswerable('the value is no longer there');
    const { thread, path, ...where } = reference;
    const siblings = await this.#ask(thread, { kind: 'values', ...where, path });
    const at = siblings.findIndex((one) => one.name === name);
    const [value] = await this.#ask(thread, { kind: 'set', ...where, path: [...path, at], text });
    const { name: _, ...body } = variable(value!, { ...reference, path: [...path, at] }, this.#references);
    return body;
  }

  async #evaluate({ expression, frameId }: DebugProtocol.EvaluateArguments) {
    const session = this.#program?.session;
    const stopped = session?.threads.find((one) => session.stopOf(one));
    const at = frameId === undefined ? { thread: stopped ?? -1, frame: 0 } : frameOf(frameId);
    const [value] = await this.#ask(at.thread, { kind: 'evaluate', frame: at.frame, text: expression });
    return { result: value?.text ?? '', type: value?.type ?? '', variablesReference: 0 };
  }

  #exceptionInfo(threadId: number) {
    const stop = this.#program?.session.stopOf(threadId);
    const id = stop && stop.reason in DESCRIPTIONS ? stop.reason : 'trap';
    return { exceptionId: id, description: stop?.text ?? '', breakMode: 'always' };
  }

  #resume(thread: number, how?: Step): void {
    this.#references.drop(thread);
    this.#program?.session.resume(thread, how);
  }

  async #ask(
    thread: number,
    inspect: Parameters<DebuggedProgram['session']['inspect']>[1],
  ): Promise<readonly ShownValue[]> {
    const answer: ThreadAnswer = (await this.#program?.session.inspect(thread, inspect)) ?? { values: [] };
    if ('refused' in answer) throw new Unanswerable(answer.refused);
    return answer.values;
  }
}
