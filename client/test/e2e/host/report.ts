import { appendFileSync } from 'node:fs';
import { format } from 'node:util';

/** Adds a line to the report; the workbench mixes its own messages into the console. */
export function report(...line: unknown[]): void {
  appendFileSync(process.env['WIT_E2E_REPORT'] ?? '', `${format(...line)}\n`);
}
