import { relative } from 'node:path';
import { abbreviate } from '../../../host/src/base/abbreviate.ts';
import { problemOf } from '../../../host/src/base/problem.ts';
import type { ServeParams } from '../../../host/src/protocol.ts';
import type { ServingProcess } from '../../../host/src/run/serving-process.ts';
import { runContext } from '../context.ts';
import { problemText } from '../output/failure.ts';
import { Interrupted } from '../interrupt.ts';
import { prepareRunnable, type Runnable } from '../runnable.ts';
import { changedFiles } from './watched-files.ts';

/** A running server, and its program. */
export interface Served {
  /** As the command line has it. */
  readonly path: string;
  /** The working folder of the command. */
  readonly cwd: string;
  readonly first: Pick<Runnable, 'component' | 'sources'>;
  readonly serving: Pick<ServingProcess, 'replace'>;
  readonly params: Omit<ServeParams, 'component'>;
  /** When its build began, in milliseconds. */
  readonly since: number;
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
}

/** Serves each new build. After a failed one, which is reported, the former build is served. */
export async function followSources({
  path,
  cwd,
  first,
  serving,
  params,
  since,
  signal,
  report,
}: Served): Promise<void> {
  let { sources } = first;
  for await (const changed of changedFiles(() => sources, since, signal)) {
    try {
      const next = await prepareRunnable(path);
      ({ sources } = next);
      await serving.replace({ ...params, component: next.component }, runContext());
      report(`${names(changed, cwd)} changed: serving the new build\n`);
    } catch (error) {
      if (error instanceof Interrupted) return;
      report(`${problemText(problemOf(error))}serving the build before\n`);
    }
  }
}

/** Reports once that the served build is older than its sources. */
export async function noteChange({ first, cwd, since, signal, report }: Served): Promise<void> {
  for await (const changed of changedFiles(() => first.sources, since, signal)) {
    return report(`${names(changed, cwd)} changed: start again to serve it, or use --watch\n`);
  }
}

const names = (files: readonly string[], cwd: string): string =>
  abbreviate(files.map((file) => relative(cwd, file)));
