import type { Buffer } from '../sockets/real.ts';
import type { TcpOptions } from '../sockets/tcp-options.ts';
import { attempt, refuse } from './socket-errors.ts';

/** The options of a TCP socket, as calls of the guest. */
export abstract class TcpSettings {
  /** The options, in the states in which the socket of the system is at hand. */
  protected abstract usable(): TcpOptions;

  getKeepAliveEnabled(): boolean {
    return this.usable().keepAlive;
  }

  setKeepAliveEnabled(value: boolean): void {
    this.usable().setKeepAlive(value);
  }

  getKeepAliveIdleTime(): bigint {
    return this.usable().idleTime;
  }

  setKeepAliveIdleTime(value: bigint): void {
    this.#changed(value).setIdleTime(value);
  }

  getKeepAliveInterval(): bigint {
    return this.usable().interval;
  }

  setKeepAliveInterval(value: bigint): void {
    this.#changed(value).setInterval(value);
  }

  getKeepAliveCount(): number {
    return this.usable().count;
  }

  setKeepAliveCount(value: number): void {
    this.#changed(value).setCount(value);
  }

  getHopLimit(): number {
    return this.usable().hopLimit;
  }

  setHopLimit(value: number): void {
    this.#changed(value).hopLimit = value;
  }

  getReceiveBufferSize(): bigint {
    return this.usable().bufferSize('receive');
  }

  setReceiveBufferSize(value: bigint): void {
    this.#setBufferSize('receive', value);
  }

  getSendBufferSize(): bigint {
    return this.usable().bufferSize('send');
  }

  setSendBufferSize(value: bigint): void {
    this.#setBufferSize('send', value);
  }

  #setBufferSize(buffer: Buffer, value: bigint): void {
    const options = this.#changed(value);
    attempt(() => options.setBufferSize(buffer, value));
  }

  /** @param value no option takes zero */
  #changed(value: number | bigint): TcpOptions {
    const options = this.usable();
    if (value === 0 || value === 0n) refuse('invalid-argument');
    return options;
  }
}
