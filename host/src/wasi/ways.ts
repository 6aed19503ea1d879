import type { Connect } from './http/exchange.ts';
import type { CallStore } from './keyvalue/call.ts';
import type { LogRecord } from './logging.ts';
import type { RealNetwork } from './sockets/real.ts';

/** How a guest reaches what others share with it. */
export interface Ways {
  /** Sends requests of wasi:http, for a guest that may reach the network. */
  readonly connect?: Connect;
  /** Has the sockets of a guest that may have some. */
  readonly network?: RealNetwork;
  /** Performs a call on a store of wasi:keyvalue. */
  readonly callStore?: CallStore;
  /** Gets the records of wasi:logging. */
  readonly record?: (record: LogRecord) => void;
}
