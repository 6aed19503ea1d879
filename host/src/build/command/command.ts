import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HostError } from '../../problem.ts';
import type { BuildResult } from '../../protocol.ts';
import type { BuildContext } from '../build.ts';
import { buildWith } from '../external/build-with.ts';
import type { BuildLanguage } from '../external/language.ts';
import { placedErrors } from '../external/placed-errors.ts';
import { readSettings, SETTINGS, type BuildSettings } from '../external/settings.ts';
import { runTool } from '../tool.ts';

/** Any other language: the folder's own command builds it. */
export const command: BuildLanguage = {
  title: 'Command',
  manifests: [SETTINGS],
  build: buildByCommand,
};

async function buildByCommand(folder: string, context: BuildContext): Promise<BuildResult> {
  const settings = await readSettings(folder);
  const line = settings.command;
  if (line === undefined) {
    throw new HostError({
      code: 'build-settings',
      message: `${folder} has a ${SETTINGS} without a command, and no manifest of a language`,
      help: `Write the command into ${SETTINGS}: build = "…". It writes ${settings.out}.`,
    });
  }
  const tool = { command: line, version: line };
  const missing = { code: 'command-build', message: `${line} cannot run` } as const;
  const run = async () => (await runCommand(line, settings, context), []);
  return buildWith({ language: 'Command', revision: '1', settings, tool, missing, run }, context);
}

async function runCommand(line: string, settings: BuildSettings, context: BuildContext): Promise<void> {
  const { folder, out } = settings;
  await mkdir(dirname(out), { recursive: true });
  const lines: string[] = [];
  const onLine = (_: string, text: string): void | Promise<void> => {
    lines.push(text);
    return context.log(text);
  };
  const [shell, ...flags] = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const args = [...flags, line];
  const code = await runTool({ command: shell!, args, cwd: folder, signal: context.signal, onLine });
  if (code === 0 && existsSync(out)) return;
  const findings = placedErrors(lines, folder, 'command-build');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const ended = code === 0 ? `wrote no ${out}` : `ended with ${code ?? 'a signal'}`;
  throw new HostError({
    code: 'command-build',
    message: first?.message ?? `${line} ${ended}`,
    ...(first?.at && { at: first.at }),
    help: `The output of the command has the whole message. It runs in ${folder}.`,
    findings: errors,
  });
}
