/** The thread of tools. */
import { runJobs } from './run-jobs.ts';
import { jobs } from './jobs.ts';

runJobs(jobs);
