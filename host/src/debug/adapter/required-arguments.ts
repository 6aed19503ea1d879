import { RequestFailure } from './request-failure.ts';

const isA = (kind: 'string' | 'number') => (value: unknown) => typeof value === kind;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isListOf = (item: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(item);

const text = isA('string');
const number = isA('number');
const hasLine = (value: unknown): boolean => isObject(value) && number((value as { line?: unknown }).line);
const hasName = (value: unknown): boolean => isObject(value) && text((value as { name?: unknown }).name);

type Check = (value: unknown) => boolean;

/** Required arguments of requests (DAP). */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  setBreakpoints: { source: isObject, breakpoints: isListOf(hasLine) },
  setFunctionBreakpoints: { breakpoints: isListOf(hasName) },
  setExceptionBreakpoints: { filters: isListOf(text) },
  stackTrace: { threadId: number },
  scopes: { frameId: number },
  variables: { variablesReference: number },
  setVariable: { variablesReference: number, name: text, value: text },
  evaluate: { expression: text },
  completions: { text, column: number },
  readMemory: { memoryReference: text, count: number },
  writeMemory: { memoryReference: text, data: text },
  disassemble: { memoryReference: text, instructionCount: number },
  exceptionInfo: { threadId: number },
  continue: { threadId: number },
  next: { threadId: number },
  stepIn: { threadId: number },
  stepOut: { threadId: number },
};

/** @throws RequestFailure where the arguments are not those of the request */
export function checkArguments(command: string, given: Readonly<Record<string, unknown>>): void {
  const required = Object.hasOwn(REQUIRED, command) ? REQUIRED[command]! : {};
  for (const [name, check] of Object.entries(required))
    if (!check(given[name]))
      throw new RequestFailure(`the request ${command} has no "${name}" as the protocol wants it`);
}
