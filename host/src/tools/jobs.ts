/** What the thread of tools computes. Arguments and results survive structured cloning. */
import { connect } from '../compose/connect.ts';
import { composePackages, encodePackage, packagesOf } from '../compose/document-tools.ts';
import { generate } from '../engine/generate.ts';

export const jobs = { composePackages, connect, encodePackage, generate, packagesOf };
export type Jobs = typeof jobs;
