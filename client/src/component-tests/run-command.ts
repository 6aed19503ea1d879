import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestResult } from '../../../host/src/protocol.ts';
import { commandLaunch } from '../host/launch.ts';

/** The most of an output that the message of a failure has, in characters: its end. The run shows all of it. */
const MOST_SHOWN = 65_536;

export interface TestRun {
  readonly extension: vscode.Uri;
  readonly folder: string;
  /** Names of tests and suites; empty for all. */
  readonly only: readonly string[];
  readonly token: vscode.CancellationToken;
  readonly output: (text: string) => void;
}

export interface Ran {
  readonly failed: boolean;
  readonly results: readonly TestResult[];
  /** The end of what was printed. */
  readonly text: string;
}

/** Runs tests by `wit-studio test`, in a process or in VS Code's debugger of JavaScript. */
export async function runTests(test: TestRun, debug: boolean): Promise<Ran> {
  const place = await mkdtemp(join(tmpdir(), 'wit-studio-tests-'));
  try {
    const report = join(place, 'results.jsonl');
    const args = [test.folder, ...test.only.flatMap((name) => ['--only', name]), '--report', report];
    const launch = await commandLaunch(test.extension, 'test', ...args);
    const { failed, text } = debug ? await inDebugger(test, launch) : await inProcess(test, launch);
    const lines = (await readFile(report, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    const results = lines.map((line) => JSON.parse(line) as TestResult);
    return { failed: failed || results.some(({ outcome }) => outcome === 'failed'), results, text };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

type Launch = Awaited<ReturnType<typeof commandLaunch>>;
type Ended = Pick<Ran, 'failed' | 'text'>;

async function inProcess({ folder, token, output }: TestRun, { command, args, env }: Launch): Promise<Ended> {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env } });
  const cancelled = token.onCancellationRequested(() => child.kill());
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-MOST_SHOWN);
      output(more);
    });
  try {
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('close', done);
    });
    return { failed: code !== 0, text };
  } finally {
    cancelled.dispose();
  }
}

/** The debugger attaches to the processes of the test runner too, and its console has their output. */
async function inDebugger({ folder, token }: TestRun, launch: Launch): Promise<Ended> {
  const configuration = configurationOf(folder, launch);
  const { ended, dispose } = watchSession(configuration.name, token);
  try {
    const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
    const started = await vscode.debug.startDebugging(workspace, configuration);
    if (!started) return { failed: true, text: 'The debugger did not start.' };
    await ended;
    return { failed: false, text: '' };
  } finally {
    dispose();
  }
}

function configurationOf(folder: string, { command, args, env }: Launch): vscode.DebugConfiguration {
  const [program, ...rest] = args;
  const own = program?.replaceAll('\\', '/').replace(/\/cli\/[^/]*$/, '');
  return {
    type: 'node',
    request: 'launch',
    name: `Tests of ${vscode.workspace.asRelativePath(folder)}`,
    runtimeExecutable: command,
    program,
    args: rest,
    cwd: folder,
    env,
    console: 'internalConsole',
    outputCapture: 'std',
    outFiles: [`${folder.replaceAll('\\', '/')}/dist/test/**/*.mjs`],
    skipFiles: ['<node_internals>/**', `${own}/**`],
  };
}

/** Resolves `ended` with the session of this name, which cancelling stops. */
function watchSession(name: string, token: vscode.CancellationToken) {
  let own: vscode.DebugSession | undefined;
  let done = (): void => {};
  const ended = new Promise<void>((resolve) => (done = resolve));
  const listeners = [
    vscode.debug.onDidStartDebugSession((session) => {
      if (session.name === name && !session.parentSession) own = session;
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      if (session === own) done();
    }),
    token.onCancellationRequested(() => void vscode.debug.stopDebugging(own)),
  ];
  const dispose = (): void => {
    for (const one of listeners) one.dispose();
  };
  return { ended, dispose };
}
