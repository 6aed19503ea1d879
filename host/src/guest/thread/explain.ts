import type { Problem } from '../../protocol.ts';
import { toProblem } from '../traps/trap.ts';
import { withSourceFrames } from './source-frames.ts';

/** A panic in Rust goes through ten functions of its library before the guest's own. */
const MOST_READ = 64;
Error.stackTraceLimit = MOST_READ;

/** The problem reported when the guest of this thread traps or panics, with source lines if known. */
export const explain = (error: unknown): Promise<Problem> => withSourceFrames(toProblem(error, MOST_READ));
