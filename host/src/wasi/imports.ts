import type { Grants } from '../protocol.ts';
import { cli, type Stdio } from './cli.ts';
import { clocks } from './clocks.ts';
import { config } from './config.ts';
import { filesystem } from './filesystem/filesystem.ts';
import { OpenHandles } from './filesystem/open-handles.ts';
import type { Connect } from './http/exchange.ts';
import { http } from './http/http.ts';
import { io } from './io.ts';
import { noStores, type CallStore } from './keyvalue/call.ts';
import { keyvalue } from './keyvalue/keyvalue.ts';
import { logging, type LogRecord } from './logging.ts';
import { thirdImports } from './p3/imports.ts';
import { random } from './random.ts';
import type { RealNetwork } from './sockets/real.ts';
import { sockets } from './sockets/sockets.ts';

/** Interface name, with its version where drafts differ and without it elsewhere, as the bindings ask for it, to what implements it. */
export type Imports = Readonly<Record<string, object>>;

/** How a guest reaches what others share with it. */
export interface Ways {
  /** Sends requests of wasi:http, for a guest that may reach the network. */
  readonly connect?: Connect;
  /** Has the sockets of a guest that may have some. */
  readonly network?: RealNetwork;
  /** Has a store of wasi:keyvalue answer. */
  readonly callStore?: CallStore;
  /** Gets the records of wasi:logging. */
  readonly record?: (record: LogRecord) => void;
}

const identifiersIn = ({ keyvalue: stores = [] }: Grants): string[] =>
  stores.flatMap(({ identifiers }) => identifiers);

/**
 * The WASI of one instance: what the grants name, stdio, clocks and random; nothing is shared.
 * @param handles what the instance opens
 * @param ways to what lies outside of it
 */
export function wasiImports(
  grants: Grants,
  stdio: Stdio,
  handles = new OpenHandles(),
  { connect, network, callStore = noStores, record }: Ways = {},
): Imports {
  return {
    ...io,
    ...clocks,
    ...random(),
    ...http(grants.network ? connect : undefined),
    ...sockets(grants, network),
    ...cli(grants, stdio),
    ...filesystem(grants, handles),
    ...config(grants),
    ...logging(stdio, record),
    ...thirdImports(grants, stdio, handles, { ...(connect && { connect }), ...(network && { network }) }),
    ...keyvalue({ identifiers: identifiersIn(grants), call: callStore }),
  };
}
