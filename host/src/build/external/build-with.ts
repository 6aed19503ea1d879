import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/files.ts';
import { HostError, problemOf } from '../../base/problem.ts';
import type { BuildResult, Finding, Problem } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { isFresh, stamp } from '../stamp.ts';
import type { Tool } from './find-tool.ts';
import { inputsOf } from './inputs.ts';
import type { BuildSettings } from './settings.ts';

/** A build by a tool of the language: the parts that differ between languages. */
export interface ToolBuild<T extends Tool> {
  readonly language: string;
  /** Identifies the host's own part of the build: another text causes a new build. */
  readonly revision: string;
  readonly settings: BuildSettings;
  /** Undefined where it is missing; rejects where it fails. */
  readonly tool: Promise<T | undefined>;
  readonly missing: Problem;
  /** Whether the build itself writes a file, or all in a folder, or ignores it: those are no inputs. */
  readonly isGenerated?: (path: string) => boolean;
  /** Inputs besides the files of the folder and the WIT. */
  readonly outside?: readonly string[];
  /** Writes the component to `settings.out`. */
  readonly run: (tool: T) => Promise<readonly Finding[]>;
}

/**
 * Does not build again while the files of the folder, the WIT and the version of the tool are the same. Without a
 * working tool, an existing component in the folder is used.
 */
export async function buildWith<T extends Tool>(
  build: ToolBuild<T>,
  context: BuildContext,
): Promise<BuildResult> {
  const { language, settings, isGenerated, outside = [], missing } = build;
  const tool = await build.tool.catch((error: unknown) => problemOf(error));
  if (!tool || 'message' in tool) return prebuilt({ language, settings, missing: tool ?? missing });
  const builder = sha256(language, build.revision, tool.version);
  const inputs = [...new Set([...(await inputsOf(settings, isGenerated)), ...outside])];
  const result = { component: settings.out, language, world: settings.world ?? '' };
  if ((await isFresh(settings.out, builder, inputs)) !== undefined)
    return { ...result, findings: [], rebuilt: false };
  context.progress(`Building ${settings.name} (${language})`);
  const findings = await build.run(tool);
  context.signal.throwIfAborted();
  await stamp(settings.out, result.world, inputs, builder);
  return { ...result, findings, rebuilt: true };
}

function prebuilt({
  language,
  settings,
  missing,
}: Pick<ToolBuild<Tool>, 'language' | 'settings' | 'missing'>): BuildResult {
  const { folder, name, out } = settings;
  const component = [out, join(folder, `${name}.wasm`)].find((path) => existsSync(path));
  if (component === undefined) throw new HostError(missing);
  const finding: Finding = {
    code: missing.code,
    severity: 'warning',
    message: `${missing.message}: the existing ${component} is used`,
    ...(missing.help !== undefined && { help: missing.help }),
  };
  return { component, language, world: settings.world ?? '', findings: [finding], rebuilt: false };
}
