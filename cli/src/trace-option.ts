import { resolve } from 'node:path';

export const traceOption = { trace: { type: 'string' } } as const;
export const traceUsage = `
  --trace FILE              record each call between instances, and to and from the host, for WIT Studio's timeline,
                            Perfetto and chrome://tracing; a FILE.jsonl is for OpenTelemetry. With
                            OTEL_EXPORTER_OTLP_ENDPOINT a collector gets the spans, too
`;

export const traceOf = ({ trace }: { readonly trace?: string }, cwd = process.cwd()): { trace?: string } =>
  trace === undefined ? {} : { trace: resolve(cwd, trace) };
