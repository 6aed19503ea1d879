/** Options of a TCP socket. */
import type { Family } from './addresses.ts';
import type { Buffer, RealTcp } from './real.ts';

const SECOND = 1_000_000_000n;
/** Linux has the lowest limits of the systems; wasmtime holds all of them to these. */
const [LONGEST, MOST_PROBES] = [32_767n * SECOND, 127];

/**
 * Node.js sets keep-alive and its idle time. It has no call for the interval, the count, the hop limit and the sizes of
 * buffers of TCP sockets: those are stored and returned as Linux would, without an effect.
 */
export class TcpOptions {
  readonly #real: RealTcp;
  readonly #family: Family;
  keepAlive = false;
  idleTime = 7200n * SECOND;
  interval = 75n * SECOND;
  count = 9;
  hopLimit = 64;
  #sizes: Record<Buffer, bigint> = { receive: 65_536n, send: 8192n };

  constructor(real: RealTcp, family: Family) {
    this.#real = real;
    this.#family = family;
  }

  /** Those of a connection of a listening socket that has these. */
  inherited(real: RealTcp): TcpOptions {
    const { keepAlive, idleTime, interval, count, hopLimit } = this;
    const options = new TcpOptions(real, this.#family);
    Object.assign(options, { keepAlive, idleTime, interval, count, hopLimit });
    options.#sizes = { ...this.#sizes };
    return options;
  }

  setKeepAlive(value: boolean): void {
    this.keepAlive = value;
    this.#real.keepAlive(value ? this.#idleSeconds() : undefined);
  }

  setIdleTime(value: bigint): void {
    this.idleTime = inSeconds(value);
    this.applyKeepAlive();
  }

  setInterval(value: bigint): void {
    this.interval = inSeconds(value);
  }

  setCount(value: number): void {
    this.count = Math.min(value, MOST_PROBES);
  }

  bufferSize(buffer: Buffer): bigint {
    return this.#sizes[buffer];
  }

  setBufferSize(buffer: Buffer, value: bigint): void {
    this.#sizes[buffer] = BigInt(this.#real.bufferSize(buffer, toSize(value)));
  }

  /** To be called when there is a connection. */
  applyKeepAlive(): void {
    if (this.keepAlive) this.#real.keepAlive(this.#idleSeconds());
  }

  #idleSeconds = (): number => Number(this.idleTime / SECOND);
}

/** Whole seconds, rounded up, within what systems take. */
function inSeconds(value: bigint): bigint {
  const bounded = value < SECOND ? SECOND : value > LONGEST ? LONGEST : value;
  return ((bounded + SECOND - 1n) / SECOND) * SECOND;
}

/** A size that a system takes as one. */
export const toSize = (value: bigint): number => Number(value < 2n ** 31n ? value : 2n ** 31n - 1n);
