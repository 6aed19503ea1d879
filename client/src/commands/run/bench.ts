import { basename, dirname, extname } from 'node:path';
import * as vscode from 'vscode';
import type { BenchResult } from '../../../../host/src/protocol.ts';
import { handlesHttp } from '../../calls/handles-http.ts';
import { fuses, grantsFor, limitsFor } from '../../settings.ts';
import type { Command, Studio } from '../../studio.ts';
import { isPlan } from '../../targets/choose.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { chooseSubject } from './choose-subject.ts';
import { prepareRunnable } from './prepare-runnable.ts';
import { askForCall } from './run.ts';

/** How long calls or requests are made at each step, in milliseconds. */
const FOR_MS = 1_000;

interface Report {
  readonly title: string;
  readonly table: vscode.Uri;
  readonly chart: vscode.Uri;
}

/**
 * Measures what a component or a plan costs, and shows it as a table with a chart. The detail is a call, as of `run`;
 * without one a service gets requests.
 */
export const bench: Command = {
  id: 'wit.bench',
  run: async (studio, target, call) => {
    const report = await runWithProgress(studio, 'Measuring', async (watch) => {
      const subject = await chooseSubject(studio, target, watch);
      if (subject === undefined) return undefined;
      const { component } = await prepareRunnable(studio, subject, watch);
      const inspected = await studio.host.request('inspect', { component }, watch);
      const invoke =
        call ??
        (handlesHttp(inspected)
          ? undefined
          : (await askForCall(studio, { subject, component, inspected }, watch))?.call);
      if (invoke === undefined && !handlesHttp(inspected)) return undefined;
      watch.progress?.('starts, then calls or requests, for half a minute or less');
      const own = { grants: grantsFor(subject), limits: limitsFor(subject), fuse: fuses(subject) };
      const name = titleOf(subject);
      const params = { component, name, ...own, forMs: FOR_MS, ...(invoke !== undefined && { invoke }) };
      const result = await studio.host.request('bench', params, watch);
      return writeReport(studio, subject, result, invoke);
    });
    if (!report) return undefined;
    await vscode.commands.executeCommand('markdown.showPreview', report.table);
    void offerToSave(report);
    return report.table.fsPath;
  },
};

/** The last report of a component is replaced. */
async function writeReport(
  { storage }: Studio,
  subject: string,
  { markdown, chart }: BenchResult,
  invoke: string | undefined,
): Promise<Report> {
  // Plans in different folders have the same name.
  const name = isPlan(subject) ? basename(dirname(subject)) : basename(subject, extname(subject));
  const folder = vscode.Uri.joinPath(storage, 'benchmarks');
  const report = {
    title: titleOf(subject),
    table: vscode.Uri.joinPath(folder, `${name}.md`),
    chart: vscode.Uri.joinPath(folder, `${name}.svg`),
  };
  const what = invoke === undefined ? 'GET requests of `/`' : `\`${invoke}\``;
  // The preview would show the image of the report before.
  const image = `${name}.svg?${Date.now()}`;
  const text = `# ${report.title}\n\n${what}, measured at ${new Date().toLocaleString()}.\n\n${markdown}\n![The same as a chart](${encodeURI(image)})\n`;
  await vscode.workspace.fs.createDirectory(folder);
  await vscode.workspace.fs.writeFile(report.chart, Buffer.from(chart));
  await vscode.workspace.fs.writeFile(report.table, Buffer.from(text));
  return report;
}

const titleOf = (subject: string): string =>
  isPlan(subject) ? vscode.workspace.asRelativePath(subject) : basename(subject, extname(subject));

async function offerToSave({ title, table, chart }: Report): Promise<void> {
  const files = { 'Save Table…': table, 'Save Chart…': chart };
  const chosen = await vscode.window.showInformationMessage(
    `${title} was measured.`,
    ...(Object.keys(files) as (keyof typeof files)[]),
  );
  if (!chosen) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const from = files[chosen];
  const to = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, basename(from.path)) }),
  });
  if (to) await vscode.workspace.fs.copy(from, to, { overwrite: true });
}
