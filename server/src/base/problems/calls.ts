import type { Explained } from './explained.ts';

/** Calls that could not be made. */
export const calls = {
  'ambiguous-call': {
    title: `A call is ambiguous.`,
    explanation: `Several interfaces of the component export a function with this name.`,
    remedy: `Write the interface before the function and its version after it, as the message shows: \`edge:service/auth.check@0.1.0("token")\`. A bare name refers to the function that the world exports directly, if it has one.`,
  },
  'instance-busy': {
    title: `An instance cannot be re-entered during a call.`,
    explanation: `An expression in a debug session calls an instance that is waiting for the running call to return. The Component Model does not allow an instance to be entered again before its call returns.`,
    remedy: `Step out until the instance is no longer in the call stack, or call a function of another instance.`,
  },
  'invoke-syntax': {
    title: `A call is not valid WAVE.`,
    explanation: `A call is written in WAVE, the text format of Component Model values: \`handle({method: "GET", path: "/", body: ""})\`. Records are \`{a: 1}\`, lists \`[1, 2]\`, maps lists of pairs \`[("a", 1)]\`, options \`some(1)\` and \`none\`, results \`ok(1)\` and \`err("no")\`, enums and flags are names. Trailing option arguments, and option fields of records, may be omitted. A function of an interface has the interface before it and the version after it: \`edge:service/auth.check@0.1.0("token")\`.`,
    remedy: `The message has the expected token and its column, and the function's parameters. _WIT: Run_ starts with a valid example call of the function, and \`wit-studio invoke COMPONENT\`, without a call, prints one of each function.`,
  },
  'no-such-export': {
    title: `The component does not export the function.`,
    explanation: `No exported function of the component has the name in the call.`,
    remedy: `_WIT: Run_ lists the exported functions, and so does \`wit-studio invoke COMPONENT\` without a call. A function of an interface is \`ns:pkg/interface.function@1.0.0\`, or just \`function\` if its name is unique.`,
  },
  'not-a-command': {
    title: `The component is not a command.`,
    explanation: `Without a call, \`run\` looks for \`wasi:cli/run\`, which this component does not export.`,
    remedy: `Call one of its functions with _WIT: Run_ or \`wit-studio invoke\`, or serve it (_WIT: Serve_, \`wit-studio serve\`) if it exports \`wasi:http/incoming-handler\` or \`wasi:http/handler\`.`,
  },
  'nothing-to-call': {
    title: `The component exports no function that can be called.`,
    explanation: `_WIT: Run_ and _WIT: Compose and Run_ call an exported function with arguments written in WAVE. The component is not a command (it does not export \`wasi:cli/run\`), and it exports no functions, or only functions of resources and such that take resource handles, which cannot be written in WAVE.`,
    remedy: `Serve a component that exports \`wasi:http/incoming-handler\` with _WIT: Serve_. Otherwise [compose](../compose.md) it with a component that calls it.`,
  },
  'grant-invalid': {
    title: `A granted folder does not exist.`,
    explanation: `A folder that is granted to the guest does not exist.`,
    remedy: `Check the host path in \`--dir HOST::GUEST\`, or in the setting \`wit.run.dirs\`.`,
  },
  'keyvalue-folder': {
    title: `A folder cannot be used for key-value stores.`,
    explanation: `The folder that \`--keyvalue\` or the setting \`wit.run.keyvalue\` names cannot be created or written.`,
    remedy: `Name a writable folder, or one that can be created. [Key-value stores](../keyvalue.md) describes its contents.`,
  },
  'keyvalue-in-use': {
    title: `The key-value stores of a folder are in use.`,
    explanation: `Only one host at a time can open a folder of stores. All components of that host share the stores. The lock of a host that was killed is released by the next one.`,
    remedy: `Stop the run or server that uses this folder, in VS Code or in a terminal, or choose another folder.`,
  },
  'keyvalue-damaged': {
    title: `The file of a key-value store is damaged.`,
    explanation: `Each change is written with a hash before it is acknowledged. An incomplete last change, left by a host that was killed, is discarded when the store opens. Any other damage, for instance by another program that wrote to the file, is not repaired, and the store does not open.`,
    remedy: `Restore the file from a backup, or move it away to start with an empty store.`,
  },
  'keyvalue-url': {
    title: `The URL of a key-value store is invalid.`,
    explanation: `A location that starts with \`redis:\` or \`rediss:\` is the URL of a Redis or Valkey server, \`redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]\`, without any other part. The default port is 6379, the default database 0.`,
    remedy: `Correct the URL. Percent-encode the reserved characters in a user name or password (\`@\`, \`/\`, \`:\`, \`#\`, \`?\`, \`%\`): \`%40\` for \`@\`.`,
  },
  'keyvalue-unreachable': {
    title: `The key-value server cannot be reached.`,
    explanation: `No server answers at the URL in \`--keyvalue\` or the setting \`wit.run.keyvalue\`, or it does not use the Redis protocol. The message has the system's reason: \`ECONNREFUSED\` if no server listens, \`ENOTFOUND\` if the host name is unknown. The connection is checked before the component starts. If it is lost later, the component's call returns an error, and the next call connects again.`,
    remedy: `Start the server, or correct the URL. \`rediss://\` needs a server with TLS and a certificate that Node.js trusts (\`NODE_EXTRA_CA_CERTS\` names one of your own), \`redis://\` one without. See [key-value stores](../keyvalue.md).`,
  },
  'keyvalue-refused': {
    title: `The key-value server refuses the connection.`,
    explanation: `The server does not accept the user or the password in the URL, requires one that the URL does not contain, or does not have the database. The message quotes its reply.`,
    remedy: `Correct the URL: \`redis://:PASSWORD@HOST\` for a server with \`requirepass\`, \`redis://USER:PASSWORD@HOST\` for a user of its access list.`,
  },
} satisfies Readonly<Record<string, Explained>>;
