import { builds } from './builds.ts';
import { calls } from './calls.ts';
import { components } from './components.ts';
import { composition } from './composition.ts';
import { guests } from './guests.ts';
import { machinery } from './machinery.ts';
import { newComponents } from './new-components.ts';
import { plans } from './plans.ts';
import { servers } from './servers.ts';
import { workspace } from './workspace.ts';

/** Every problem that the host, the command and the extension report, by its code; mistakes in WIT are rules. */
export const problems = {
  ...builds,
  ...calls,
  ...components,
  ...composition,
  ...guests,
  ...machinery,
  ...newComponents,
  ...plans,
  ...servers,
  ...workspace,
};

export type ProblemCode = keyof typeof problems;
