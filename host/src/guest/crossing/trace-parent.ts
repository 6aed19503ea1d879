/** The span that a request belongs to. */
export interface TraceParent {
  readonly trace: string;
  readonly parent: string;
}

/** Version, trace, span, flags; later versions may add more behind a hyphen. */
const FORMAT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** Reads the header `traceparent` (W3C Trace Context); undefined for one that is not valid. */
export function readTraceParent(header: string): TraceParent | undefined {
  const [, version, trace, parent, more] = FORMAT.exec(header.trim()) ?? [];
  if (trace === undefined || parent === undefined || (version === '00' && more !== undefined))
    return undefined;
  return { trace, parent };
}
