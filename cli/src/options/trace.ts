import { resolve } from 'node:path';

export const traceOption = { trace: { type: 'string' } } as const;
export const traceUsage = `
  --trace FILE              record calls between instances and to and from the host, for WIT Studio's timeline,
                            Perfetto and chrome://tracing, or, as FILE.jsonl, for OpenTelemetry; the spans
                            are also sent to OTEL_EXPORTER_OTLP_ENDPOINT, if set
`;

export const traceOf = ({ trace }: { readonly trace?: string }, cwd = process.cwd()): { trace?: string } =>
  trace === undefined ? {} : { trace: resolve(cwd, trace) };
