import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { BuildResult } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { buildWith } from '../external/build-with.ts';
import type { BuildLanguage } from '../external/language.ts';
import { runCompiler } from '../external/run-compiler.ts';
import { readSettings, SETTINGS, type BuildSettings } from '../external/settings.ts';

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
  const tool = Promise.resolve({ command: line, version: line });
  const missing = { code: 'command-build', message: `${line} cannot run` } as const;
  const run = async () => (await runCommand(line, settings, context), []);
  return buildWith({ language: 'Command', revision: '1', settings, tool, missing, run }, context);
}

async function runCommand(line: string, settings: BuildSettings, context: BuildContext): Promise<void> {
  const { folder, out } = settings;
  makeFolder(dirname(out));
  const [shell, ...flags] = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const saying = {
    code: 'command-build',
    help: `See the output of the command for the whole message. It runs in ${folder}.`,
  } as const;
  const failure = (code: number | undefined) => `${line} ended with ${code ?? 'a signal'}`;
  await runCompiler({ command: shell!, args: [...flags, line], folder, failure, ...saying }, context);
  if (!existsSync(out)) throw new HostError({ ...saying, message: `${line} did not write ${out}` });
}
