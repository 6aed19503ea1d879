/** The message after a build of several components. @param all also those that were up to date */
export function buildSummary(built: number, all: number): string {
  const count = all === 1 ? '1 component' : `${all} components`;
  if (all === 0) return 'No component was built.';
  if (built === all) return `Built ${count}.`;
  if (built > 0) return `Built ${built} of ${count}; the others are up to date.`;
  return all === 1 ? 'The component is up to date.' : `All ${count} are up to date.`;
}
