/** What the thread of tools computes. Arguments and results survive structured cloning. */
import { describeWorld } from '../build/describe-world.ts';
import type { checkMembers as CheckMembers } from '../build/check-members.ts';
import { linkScript } from '../build/link-script.ts';
import { connect } from '../compose/connect.ts';
import { composePackages, encodePackage, packagesOf } from '../compose/document-tools.ts';
import { wrap } from '../engine/core-module.ts';
import { generate } from '../engine/generate.ts';

/** Loads a parser of JavaScript. */
const checkMembers = async (...args: Parameters<typeof CheckMembers>): Promise<void> =>
  (await import('../build/check-members.ts')).checkMembers(...args);

export const jobs = {
  checkMembers,
  composePackages,
  connect,
  describeWorld,
  encodePackage,
  generate,
  linkScript,
  packagesOf,
  wrap,
};
export type Jobs = typeof jobs;
