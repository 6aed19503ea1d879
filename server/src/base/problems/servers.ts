import type { Explained } from './explained.ts';

/** Requests and servers. */
export const servers = {
  'address-in-use': {
    title: `The address is in use.`,
    explanation: `Another program already listens on the address, often a server that was started earlier.`,
    remedy: `Stop it (in VS Code: _WIT: Stop Server_), or choose another port with \`--addr\` or the setting \`wit.serve.addr\`; \`127.0.0.1:0\` takes a free one.`,
  },
  'address-invalid': {
    title: `The address is not valid.`,
    explanation: `A server listens on \`HOST:PORT\`, \`[IPV6]:PORT\` or \`:PORT\`.`,
    remedy: `Without a host, the server listens on the loopback address, which only this machine can reach. Port 0 takes a free port. The address must belong to this machine.`,
  },
  'client-disconnected': {
    title: `The client disconnected.`,
    explanation: `The HTTP client closed the connection before the response was complete, or stopped reading it. The guest's response stream is closed; the guest gets a moment to finish and is then terminated.`,
    remedy: `No action is needed.`,
  },
  'component-replaced': {
    title: `A newer build replaced the component.`,
    explanation: `A newer build of the component is being served, and a request to the previous build took longer than the ten seconds that it may continue. It was ended with the status 503, or, if the response had begun, by closing the connection.`,
    remedy: `Send the request again: the newer build handles it.`,
  },
  'not-a-service': {
    title: `The component cannot be served.`,
    explanation: `Only a component that exports \`wasi:http/incoming-handler\` (WASI 0.2) or \`wasi:http/handler\` (0.3) can be served.`,
    remedy: `Run a command (\`wasi:cli/run\`) with _WIT: Run_ or \`wit-studio run\`. Call other functions with _WIT: Run_, with _Run_ above a function in WIT, or with \`wit-studio invoke\`.`,
  },
} satisfies Readonly<Record<string, Explained>>;
