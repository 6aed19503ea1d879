import type { CallRecord } from '../../protocol/trace.ts';
import { resourceOf } from '../../supervise/collector.ts';

/** SpanKind of OpenTelemetry's protocol. */
const INTERNAL = 1;
const SERVER = 2;
const STATUS_ERROR = 2;

/** A request of OpenTelemetry's protocol (ExportTraceServiceRequest, in JSON), also a line of its files. */
export const spansRequest = (calls: readonly CallRecord[], service: string): object => ({
  resourceSpans: [
    {
      resource: resourceOf(service),
      scopeSpans: [{ scope: { name: 'wit-studio' }, spans: calls.map(spanOf) }],
    },
  ],
});

function spanOf(call: CallRecord): object {
  const { span, parent, trace, start, duration, failed, result, request } = call;
  return {
    traceId: trace,
    spanId: span,
    ...(parent !== undefined && { parentSpanId: parent }),
    name: call.function,
    kind: request === undefined ? INTERNAL : SERVER,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(start + duration),
    attributes: attributesOf(call).map(([key, text]) => ({ key, value: { stringValue: text } })),
    ...(failed && { status: { code: STATUS_ERROR, message: result ?? failed } }),
  };
}

function attributesOf(call: CallRecord): [key: string, text: string][] {
  const { caller, callee, result, request } = call;
  const [method = '', target] = request?.split(' ') ?? [];
  const path = target?.split('?')[0];
  return [
    ['code.function.name', call.function],
    ['wit.caller', caller],
    ['wit.callee', callee],
    ...call.arguments.map(([name, value]): [string, string] => [`wit.argument.${name}`, value]),
    ...(result === undefined ? [] : [['wit.result', result] as [string, string]]),
    ...(request === undefined ? [] : [['http.request.method', method] as [string, string]]),
    ...(path === undefined ? [] : [['url.path', path] as [string, string]]),
  ];
}

/** Digits, because a number of JavaScript has too few. */
const nanoseconds = (microseconds: number): string => `${BigInt(Math.round(microseconds)) * 1000n}`;
