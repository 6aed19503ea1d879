import type { ProgramContext } from './opened-program.ts';

/**
 * Reports each build as the progress of the session: until its first one is done, an editor has nothing to show, and a
 * first build by a tool may take a minute.
 * @param event sends an event of the protocol
 */
export function reportingBuilds(
  context: ProgramContext,
  event: (event: string, body: object) => void,
): ProgramContext {
  let builds = 0;
  return {
    ...context,
    async prepare(program) {
      const progressId = `build ${++builds}`;
      event('progressStart', { progressId, title: 'Building to debug' });
      try {
        return await context.prepare(program, (message) => event('progressUpdate', { progressId, message }));
      } finally {
        event('progressEnd', { progressId });
      }
    },
  };
}
