import { collectProblems } from '../../../server/src/compositions/problems.ts';
import { checkTarget, type Target } from '../../../server/src/compositions/target.ts';
import { withToolkit } from '../toolkit/toolkit.ts';

/**
 * Compares a component with a target world. For the tool thread.
 * @throws HostError `target-misfit`, one for each item that does not fit; `unknown-world`, `wit-invalid`
 */
export const checkFit = (component: Uint8Array, target: Target): Promise<void> =>
  withToolkit((toolkit) => {
    const problems = collectProblems();
    checkTarget(toolkit, component, target, problems);
    problems.refuse();
  });
