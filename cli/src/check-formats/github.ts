import type { ReportedDiagnostic, Reporter } from './report.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions: each finding becomes an annotation in the diff. */
export const github: Reporter = {
  line: ({ diagnostics }) => diagnostics.map((found) => command(found) + '\n').join(''),
  end: () => '',
};

function command({ severity, file, range: { start, end }, code, message }: ReportedDiagnostic): string {
  const oneLine = start.line === end.line;
  const properties = {
    file,
    line: start.line + 1,
    endLine: end.line + 1,
    ...(oneLine && { col: start.character + 1, endColumn: end.character + 1 }),
    title: code,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(value: string): string {
  return escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
