import type { Grants } from '../protocol.ts';
import { cli, type Stdio } from './cli.ts';
import { clocks } from './clocks.ts';
import { config } from './config.ts';
import { filesystem } from './filesystem/filesystem.ts';
import { OpenHandles } from './filesystem/open-handles.ts';
import { http } from './http/http.ts';
import { readySource } from './input-stream.ts';
import { io } from './io.ts';
import { noStores } from './keyvalue/call.ts';
import { keyvalue } from './keyvalue/keyvalue.ts';
import { logging } from './logging.ts';
import { thirdImports } from './p3/imports.ts';
import { random } from './random.ts';
import { sockets } from './sockets/sockets.ts';
import type { Ways } from './ways.ts';

/**
 * Implementations by interface name, with its version if drafts differ and without it otherwise, as the bindings look
 * it up.
 */
export type Imports = Readonly<Record<string, object>>;

const identifiersIn = ({ keyvalue: stores = [] }: Grants): string[] =>
  stores.flatMap(({ identifiers }) => identifiers);

/** The configuration of WASI for one instance. */
interface Made {
  readonly grants: Grants;
  readonly stdio: Stdio;
  readonly handles: OpenHandles;
  readonly ways: Ways;
}

const PARTS: readonly ((made: Made) => Imports)[] = [
  () => io,
  () => clocks,
  () => random(),
  ({ grants, ways }) => http(grants.network ? ways.connect : undefined),
  ({ grants, ways }) => sockets(grants, ways.network),
  ({ grants, stdio }) => cli(grants, stdio),
  ({ grants, handles }) => filesystem(grants, handles),
  ({ grants }) => config(grants),
  ({ stdio, ways }) => logging(stdio, ways.record),
  ({ grants, stdio, handles, ways }) => thirdImports(grants, stdio, handles, ways),
  ({ grants, ways }) => keyvalue({ identifiers: identifiersIn(grants), call: ways.callStore ?? noStores }),
];

/**
 * The WASI of one instance: its grants, stdio, clocks and random; nothing is shared.
 * @param handles the open handles of the instance
 * @param ways the connections to the outside
 */
export function wasiImports(
  grants: Grants,
  stdio: Stdio,
  handles = new OpenHandles(),
  ways: Ways = {},
): Imports {
  const made = { grants, stdio, handles, ways };
  return Object.assign({}, ...PARTS.map((part) => part(made))) as Imports;
}

/** The same, with each part created when one of its interfaces is first used, as a request uses few. */
export function lazyImports(grants: Grants, stdio: Stdio, handles: OpenHandles, ways: Ways): Imports {
  const lazy = Object.create(prototype()) as Lazy;
  lazy[OWN] = { made: { grants, stdio, handles, ways }, parts: [] };
  return lazy as unknown as Imports;
}

/** Shared by derived imports of one WASI: the parts of a composition have the same. */
const OWN = Symbol('own');
interface Lazy {
  [OWN]: { readonly made: Made; readonly parts: Imports[] };
}

let known: object | undefined;
/** Has a getter for each interface. */
function prototype(): object {
  if (known) return known;
  known = {};
  const nothing = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };
  const made = { grants: {}, stdio: nothing, handles: new OpenHandles(), ways: {} };
  for (const [index, part] of PARTS.entries())
    for (const name of Object.keys(part(made)))
      Object.defineProperty(known, name, {
        get(this: Lazy) {
          const { made, parts } = this[OWN];
          return (parts[index] ??= part(made))[name];
        },
      });
  return known;
}
