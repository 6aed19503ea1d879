import type { DebugProtocol } from '@vscode/debugprotocol';
import type { BreakpointWish, PlacedBreakpoint } from '../session/breakpoints.ts';
import type { LineBreakpoint, LineWish } from '../source/source-breakpoints.ts';
import type { WrittenFunction } from '../wit/functions-in.ts';

/** A breakpoint of an editor at the function that its line means. */
export function wishFor(
  { line, condition, hitCondition, logMessage, mode }: DebugProtocol.SourceBreakpoint,
  fn: WrittenFunction | undefined,
): BreakpointWish {
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
export function breakpointBody({ id, wish, refused }: PlacedBreakpoint): DebugProtocol.Breakpoint {
  return {
    id,
    verified: refused === undefined,
    ...(wish.line !== undefined && { line: wish.line + 1 }),
    ...(refused !== undefined && { message: refused, reason: 'failed' as const }),
  };
}

/** A breakpoint of an editor at a line of a guest's sources. */
export const lineWish = ({
  line,
  condition,
  hitCondition,
  logMessage,
}: DebugProtocol.SourceBreakpoint): LineWish => ({
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
