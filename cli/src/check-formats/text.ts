import { counted } from '../../../server/src/base/counted.ts';
import { place, type Report, type Reporter } from './report.ts';

/** For people: `file:line:column: severity: message [code]`, with a count at the end. */
export const text: Reporter = {
  line: ({ diagnostics }) =>
    diagnostics
      .flatMap((found) => [
        `${place(found)}: ${found.severity}: ${found.message} [${found.code}]`,
        ...found.related.map((other) => `  ${place(other)}: ${other.message}`),
      ])
      .map((line) => line + '\n')
      .join(''),
  end: (reports) => summary(reports) + '\n',
};

function summary(reports: readonly Report[]): string {
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  const errors = found.filter(({ severity }) => severity === 'error').length;
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  const where = `in ${counted(reports.length, 'path')}`;
  if (errors + warnings === 0) return `No problems ${where}.`;
  return [counted(errors, 'error'), counted(warnings, 'warning')].join(' and ') + ` ${where}.`;
}
