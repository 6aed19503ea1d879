import type { Problem } from './protocol.ts';

/** The only error that the host lets out on purpose: it carries what a person needs to read. */
export class HostError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'HostError';
  }
}
