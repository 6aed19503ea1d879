import type { Report, ReportedDiagnostic, Reporter, Location } from './report.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS): one run, written when everything is checked. */
export const sarif: Reporter = {
  line: () => '',
  end: (reports) => JSON.stringify(log(reports), null, 2) + '\n',
};

function log(reports: readonly Report[]) {
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  const rules = [...new Set(found.map(({ code }) => code))].sort().map((id) => ({ id }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: { driver: { name: 'wit-studio', rules } },
        results: found.map(result),
      },
    ],
  };
}

function result({ code, severity, message, related, ...where }: ReportedDiagnostic) {
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(where)],
    relatedLocations: related.map((other) => ({ ...location(other), message: { text: other.message } })),
  };
}

function location({ file, range: { start, end } }: Location) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  };
}
