import { parentPort } from 'node:worker_threads';
import { HostError } from '../problem.ts';
import type { JobOutcome, JobRequest } from './tool-thread.ts';

/** Answers each job that the thread is sent by the function of its name. */
export function answerJobs(jobs: Readonly<Record<string, (...args: never) => unknown>>): void {
  const outcomeOf = async ({ name, args }: JobRequest): Promise<JobOutcome> => {
    try {
      return { result: await jobs[name]!(...(args as never)) };
    } catch (error) {
      if (error instanceof HostError) return { problem: error.problem };
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  parentPort!.on('message', async (request: JobRequest) => {
    parentPort!.postMessage(await outcomeOf(request));
  });
}
