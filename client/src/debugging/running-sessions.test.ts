import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as vscode from 'vscode';
import { RunningSessions } from './running-sessions.ts';

type Listener = (session: vscode.DebugSession) => unknown;

describe('running debug sessions', () => {
  const listeners: { started?: Listener; ended?: Listener } = {};
  const stopped: vscode.DebugSession[] = [];
  Object.assign(vscode.debug, {
    onDidStartDebugSession: (listener: Listener) => void (listeners.started = listener),
    onDidTerminateDebugSession: (listener: Listener) => void (listeners.ended = listener),
    stopDebugging: (session: vscode.DebugSession) => Promise.resolve(void stopped.push(session)),
  });
  const sessions = new RunningSessions();
  sessions.register('wit');
  const session = (name: string, program: string, type = 'wit'): vscode.DebugSession => {
    const started = { type, configuration: { type, request: 'launch', name, program } };
    listeners.started?.(started as unknown as vscode.DebugSession);
    return started as unknown as vscode.DebugSession;
  };

  it('are ended by name and program, while they run', async () => {
    const first = session('WIT: hello.wasm', '/hello');
    const gone = session('WIT: hello.wasm', '/hello');
    listeners.ended?.(gone);
    session('WIT: hello.wasm', '/other');
    session('Mine', '/hello');
    session('WIT: hello.wasm', '/hello', 'node');
    await sessions.end({ name: 'WIT: hello.wasm', program: '/hello' });
    assert.deepEqual(stopped, [first]);
  });
});
