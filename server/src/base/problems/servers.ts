import type { Explained } from './explained.ts';

/** Requests and servers. */
export const servers = {
  'address-in-use': {
    title: `The address is in use.`,
    explanation: `Another program listens on the address that the server was to take, often a server that was started before.`,
    remedy: `Stop it (in VS Code: _WIT: Stop Server_), or take another port: \`--addr 127.0.0.1:0\`, or the setting \`wit.serve.addr\`, takes a free one.`,
  },
  'address-invalid': {
    title: `The address is not valid.`,
    explanation: `A server listens on \`HOST:PORT\`, \`[IPV6]:PORT\` or \`:PORT\`.`,
    remedy: `Without a host it is the loopback address, which only this machine reaches. Port 0 takes a free one. The address must belong to this machine.`,
  },
  'client-disconnected': {
    title: `The client is gone.`,
    explanation: `Whoever asked closed the connection before the answer was complete, or took nothing of it for a long time. The stream of its response is closed to the guest, which gets a moment to end and is then stopped.`,
    remedy: `Nothing needs to be done.`,
  },
  'component-replaced': {
    title: `A newer build replaced the component.`,
    explanation: `A newer build of the component is served now, and a request to the former one took longer than the ten seconds that such a request may go on. It was ended: with the status 503, or by closing the connection when its answer had begun.`,
    remedy: `Send the request again: the newer build answers it.`,
  },
  'not-a-service': {
    title: `A component cannot be served.`,
    explanation: `Only a component that exports \`wasi:http/incoming-handler\` (WASI 0.2) or \`wasi:http/handler\` (0.3) can be served.`,
    remedy: `Others can be run (\`wasi:cli/run\`) or called (\`--invoke\`).`,
  },
} satisfies Readonly<Record<string, Explained>>;
