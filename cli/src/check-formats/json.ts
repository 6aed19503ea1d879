import type { Reporter } from './report.ts';

/** For programs: one line of JSON a PATH, as soon as it is checked. */
export const json: Reporter = {
  line: (report) => JSON.stringify(report) + '\n',
  end: () => '',
};
