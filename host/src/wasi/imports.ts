import type { Grants } from '../protocol.ts';
import { cli, type Stdio } from './cli.ts';
import { clocks } from './clocks.ts';
import { config } from './config.ts';
import { filesystem } from './filesystem/filesystem.ts';
import { OpenHandles } from './filesystem/open-handles.ts';
import type { Connect } from './http/exchange.ts';
import { http } from './http/http.ts';
import { io } from './io.ts';
import { random } from './random.ts';
import type { RealNetwork } from './sockets/real.ts';
import { sockets } from './sockets/sockets.ts';

/** Interface name without its version, as the bindings ask for it, to what implements it. */
export type Imports = Readonly<Record<string, object>>;

/**
 * The WASI of one instance: what the grants name, stdio, clocks and random; nothing is shared.
 * @param handles what the instance opens
 * @param connect sends requests of wasi:http, for a guest that may reach the network
 * @param network has the sockets of a guest that may have some
 */
export function wasiImports(
  grants: Grants,
  stdio: Stdio,
  handles = new OpenHandles(),
  connect?: Connect,
  network?: RealNetwork,
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
  };
}
