/** The jobs of the tool thread. Arguments and results survive structured cloning. */
import { embedWorld, generateBindings } from '../build/bindings/generate-bindings.ts';
import { describeWorld } from '../build/typescript/describe-world.ts';
import type { checkScript as CheckScript } from '../build/typescript/check/check-script.ts';
import { linkScript } from '../build/typescript/link-script.ts';
import { makeCaller } from '../run/bench/make-caller.ts';
import { checkFit } from '../compose/check-fit.ts';
import { connect } from '../compose/graph/connect.ts';
import { composePackages, encodePackage, packagesOf } from '../compose/wac/document-tools.ts';
import { wrap } from '../engine/core-module.ts';
import { witOf } from '../engine/component-wit.ts';
import { generate } from '../engine/generate.ts';

/** Loads a parser of JavaScript. */
const checkScript = async (
  ...args: Parameters<typeof CheckScript>
): Promise<ReturnType<typeof CheckScript>> =>
  (await import('../build/typescript/check/check-script.ts')).checkScript(...args);

export const jobs = {
  checkFit,
  checkScript,
  composePackages,
  connect,
  describeWorld,
  embedWorld,
  encodePackage,
  generate,
  generateBindings,
  linkScript,
  makeCaller,
  packagesOf,
  witOf,
  wrap,
};
export type Jobs = typeof jobs;
