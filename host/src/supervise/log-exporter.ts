import type { LogLevel, LogRecord } from '../wasi/logging.ts';
import { resourceOf, sendInBatches, type Batches, type CollectorTarget } from './collector.ts';

/** The exporter of records of wasi:logging, which also go to the guest's standard error. */
export type LogExporter = Batches<LogRecord>;

export const NO_EXPORT: LogExporter = { take: () => {}, close: () => Promise.resolve() };

/** SeverityNumber of the logs data model. */
const SEVERITY: Readonly<Record<LogLevel, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  critical: 21,
};

/**
 * Sends records to a collector.
 * @param failed gets the reason when records are lost, the first time
 */
export function exportLogs(target: CollectorTarget, failed: (reason: string) => void): LogExporter {
  const resource = resourceOf(target.service);
  const request = (batch: readonly object[]): object => ({
    resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'wasi:logging' }, logRecords: batch }] }],
  });
  const entries = sendInBatches<object>(target, '/v1/logs', request, failed);
  // A record has the time at which it was written.
  return { take: (record) => entries.take(entryOf(record)), close: () => entries.close() };
}

function entryOf({ level, context, message }: LogRecord): object {
  const timeUnixNano = `${Date.now()}000000`;
  return {
    timeUnixNano,
    observedTimeUnixNano: timeUnixNano,
    severityNumber: SEVERITY[level],
    severityText: level,
    body: { stringValue: message },
    attributes: context === '' ? [] : [{ key: 'context', value: { stringValue: context } }],
  };
}
