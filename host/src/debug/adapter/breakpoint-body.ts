import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RequestedBreakpoint, PlacedBreakpoint } from '../session/breakpoints.ts';
import type { LineBreakpoint, RequestedLine } from '../source/source-breakpoints.ts';
import type { WrittenFunction } from '../wit/functions-in.ts';

/** A breakpoint of an editor at the function that its line means. */
export function requestedBreakpoint(
  { line, condition, hitCondition, logMessage, mode }: DebugProtocol.SourceBreakpoint,
  fn: WrittenFunction | undefined,
): RequestedBreakpoint {
  return {
    function: fn?.name,
    line: fn?.first ?? line - 1,
    ...(condition && { condition }),
    ...(hitCondition && { hitCondition }),
    ...(logMessage && { logMessage }),
    ...(mode && { mode }),
  };
}

/** A breakpoint at the level of WIT in DAP, whose lines count from 1. */
export function breakpointBody({ id, requested, refused }: PlacedBreakpoint): DebugProtocol.Breakpoint {
  return {
    id,
    verified: refused === undefined,
    ...(requested.line !== undefined && { line: requested.line + 1 }),
    ...(refused !== undefined && { message: refused, reason: 'failed' as const }),
  };
}

/** A breakpoint of an editor at a line of a guest's sources. */
export const requestedLine = ({
  line,
  condition,
  hitCondition,
  logMessage,
}: DebugProtocol.SourceBreakpoint): RequestedLine => ({
  line,
  ...(condition && { condition }),
  ...(hitCondition && { hitCondition }),
  ...(logMessage && { logMessage }),
});

/** A breakpoint in a source in DAP. */
export const lineBody = ({ id, line, refused }: LineBreakpoint): DebugProtocol.Breakpoint => ({
  id,
  verified: refused === undefined,
  line,
  ...(refused !== undefined && { message: refused, reason: 'failed' as const }),
});
