import type { Grants } from '../../protocol.ts';
import type { Stdio } from '../cli.ts';
import type { OpenHandles } from '../filesystem/open-handles.ts';
import { cli } from './cli.ts';
import { clocks } from './clocks.ts';
import { filesystem } from './filesystem.ts';
import type { Ways } from '../ways.ts';
import { http } from './http/http.ts';
import { random } from './random.ts';
import { sockets } from './sockets.ts';

/** WASI 0.3 for one instance, which needs JSPI. Each release adds to the one before, so all of them are one here. */
export const thirdImports = (
  grants: Grants,
  stdio: Stdio,
  handles: OpenHandles,
  { connect, network }: Ways,
) => ({
  ...cli(grants, stdio),
  ...clocks,
  ...random(),
  ...filesystem(grants, handles),
  ...sockets(grants, network),
  ...http(grants.network ? connect : undefined),
});
