import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import type { Command, Studio } from '../../studio.ts';
import { handlesHttp } from '../../calls/handles-http.ts';
import { isPlan } from '../../targets/choose.ts';
import { exists } from '../../targets/workspace-files.ts';
import { TIMELINE_VIEW } from '../../timeline/timeline-editor.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { chooseSubject } from './choose-subject.ts';
import { prepareRunnable } from './prepare-runnable.ts';
import { runSubject } from './run.ts';
import { announce, serveSubject } from './serve.ts';

/** The number of recordings in the folder; older ones are deleted. */
const MOST_KEPT = 20;

/** Serves or runs a component or a plan and shows its calls; the detail is a call, as of `run`. */
export const recordTimeline: Command = {
  id: 'wit.recordTimeline',
  run: (studio, target, call) =>
    runWithProgress(studio, 'Recording', async (watch) => {
      const subject = await chooseSubject(studio, target, watch);
      if (subject === undefined) return undefined;
      const prepared = await prepareRunnable(studio, subject, watch);
      const inspected = await studio.host.request('inspect', { component: prepared.component }, watch);
      const trace = await newRecording(studio, subject);
      if (call === undefined && handlesHttp(inspected)) {
        const server = await serveSubject(studio, { subject, ...prepared, trace: trace.fsPath }, watch);
        await open(trace);
        if (server) void announce(studio, 'Recording', server);
        return trace.fsPath;
      }
      // A run that traps has a timeline, too.
      const result = await runSubject(studio, { subject, call, trace: trace.fsPath }, watch).finally(() =>
        openIfThere(trace),
      );
      return result && trace.fsPath;
    }),
};

async function newRecording({ storage }: Studio, subject: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(storage, 'timelines');
  await vscode.workspace.fs.createDirectory(folder);
  await removeOld(folder);
  const name = isPlan(subject)
    ? basename(vscode.Uri.joinPath(vscode.Uri.file(subject), '..').path)
    : basename(subject, extname(subject));
  const time = new Date().toISOString().replace(/\..*/, '').replaceAll(':', '-');
  return vscode.Uri.joinPath(folder, `${time}-${name}.trace.json`);
}

/** Their names begin with the time. */
async function removeOld(folder: vscode.Uri): Promise<void> {
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  for (const name of names.slice(0, Math.max(0, names.length - MOST_KEPT + 1)))
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name));
}

const open = (trace: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('vscode.openWith', trace, TIMELINE_VIEW);

async function openIfThere(trace: vscode.Uri): Promise<void> {
  const isThere = await exists(trace);
  if (isThere) await open(trace);
}
