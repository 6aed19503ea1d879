import { parentPort } from 'node:worker_threads';
import { fileProblem } from '../base/file-problem.ts';
import { HostError } from '../base/problem.ts';
import type { JobOutcome, JobRequest } from './tool-thread.ts';

/** Runs each job that is sent to the thread: the function of its name. */
export function runJobs(jobs: Readonly<Record<string, (...args: never) => unknown>>): void {
  const outcomeOf = async ({ name, args }: JobRequest): Promise<JobOutcome> => {
    try {
      return { result: await jobs[name]!(...(args as never)) };
    } catch (error) {
      // Copied to another thread, an error of the system loses its properties.
      const problem = error instanceof HostError ? error.problem : fileProblem(error);
      if (problem) return { problem };
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  parentPort!.on('message', async (request: JobRequest) => {
    parentPort!.postMessage(await outcomeOf(request));
  });
}
