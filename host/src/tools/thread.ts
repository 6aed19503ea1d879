/** The thread of tools. */
import { answerJobs } from './answer-jobs.ts';
import { jobs } from './jobs.ts';

answerJobs(jobs);
