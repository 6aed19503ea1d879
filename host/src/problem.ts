/** The only error that the host lets out on purpose: it carries what a person needs to read. */
export { ProblemError as HostError } from '../../server/src/base/problem.ts';
