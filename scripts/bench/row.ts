/** The measurements of both sides. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'per second' | 'µs' | 'MiB' | 'MiB/s';
  readonly wasmtime: number;
  readonly here: number;
  readonly goal?: string;
}
