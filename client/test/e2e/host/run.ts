/** Loaded by the extension host: runs the bundled suites with mocha and writes the counts to a file. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { report } from './report.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, reporter: 'spec' });
  Mocha.reporters.Base.consoleLog = report;
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  await import(process.env['WIT_E2E_SUITES'] ?? '');
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats as Mocha.Stats));
  });
  const counts = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  writeFileSync(process.env['WIT_E2E_COUNTS'] ?? '', JSON.stringify(counts));
  if (stats.failures > 0) throw new Error(`${stats.failures} failed`);
}
