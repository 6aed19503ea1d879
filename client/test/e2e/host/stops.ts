import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, positionOf, show } from './support.ts';

/** A session of the type wit that serves HTTP. */
export async function served(configuration: Partial<vscode.DebugConfiguration>) {
  let text = '';
  const waiting = new Set<() => void>();
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory('wit', {
    createDebugAdapterTracker: () => ({
      onDidSendMessage({ event, body }: { event?: string; body?: { output?: string } }) {
        if (event !== 'output') return;
        text += body?.output ?? '';
        for (const look of waiting) look();
      },
    }),
  });
  /** The first match of a pattern in later output. */
  const printed = (pattern: RegExp, from = text.length): Promise<string> =>
    new Promise((found) => {
      const look = (): void => {
        const match = pattern.exec(text.slice(from));
        if (match && waiting.delete(look)) found(match[1] ?? '');
      };
      waiting.add(look);
    });
  const address = printed(/Serving HTTP on (\S+)/);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const whole = { type: 'wit', request: 'launch', name: 'WIT', ...configuration };
  assert.ok(await vscode.debug.startDebugging(folder, whole));
  const url = await address;
  tracker.dispose();
  const ask = (path: string, headers: Record<string, string> = {}): Promise<string> =>
    fetch(new URL(path, url), { headers }).then((response) => response.text());
  return { url, printed, ask };
}

/** Sets a breakpoint. @returns its line, from 1, and what removes it */
export async function breakIn(
  path: string,
  text: string,
): Promise<readonly [line: number, remove: () => void]> {
  const document = await show(path);
  const { line } = positionOf(document, text);
  const place = new vscode.Location(document.uri, new vscode.Position(line, 0));
  const breakpoint = new vscode.SourceBreakpoint(place);
  vscode.debug.addBreakpoints([breakpoint]);
  // A program that runs already gets it a moment later.
  const running = vscode.debug.activeDebugSession;
  if (running) await eventually(() => running.getDebugProtocolBreakpoint(breakpoint));
  return [line + 1, () => vscode.debug.removeBreakpoints([breakpoint])];
}

export interface Standing {
  readonly session: vscode.DebugSession;
  readonly frames: readonly {
    readonly id: number;
    readonly name: string;
    readonly line: number;
    readonly source?: { readonly path: string };
  }[];
  step(how: string): Thenable<unknown>;
}

/** Waits until a thread is stopped in a function of this name, in a session of that name. */
export async function stopAt(name: RegExp, of = 'WIT'): Promise<Standing> {
  return eventually(async () => {
    const item = vscode.debug.activeStackItem;
    if (!(item instanceof vscode.DebugStackFrame) || item.session.name !== of) return false;
    const { session, threadId } = item;
    const { stackFrames } = await session.customRequest('stackTrace', { threadId });
    const frames = stackFrames as Standing['frames'];
    if (!frames[0] || !name.test(frames[0].name)) return false;
    return { session, frames, step: (how) => session.customRequest(how, { threadId }) };
  });
}

/** The variables that the program itself declared in the innermost scope. */
export async function locals(session: vscode.DebugSession, frameId: number): Promise<Record<string, string>> {
  const { scopes } = await session.customRequest('scopes', { frameId });
  const { variables } = await session.customRequest('variables', scopes[0]);
  const wanted = (variables as { name: string; value: string }[]).filter(({ name }) =>
    ['path', 'query'].includes(name),
  );
  return Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
}
