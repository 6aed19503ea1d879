/**
 * Milliseconds of the monotonic clock, from some moment on: that of `performance.now()`, whose first use loads
 * Node's `perf_hooks` and would cost the first request of a guest 5 to 10 ms.
 */
export function nowMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
