import type { Explained } from './explained.ts';

/** Calls that could not be made. */
export const calls = {
  'ambiguous-call': {
    title: `A call fits several functions.`,
    explanation: `Several interfaces of the component export a function of this name.`,
    remedy: `Write the interface before it and its version last, as the message shows: \`edge:service/auth.check@0.1.0("token")\`. A function that the world itself exports is meant by its bare name, whatever its interfaces export.`,
  },
  'instance-busy': {
    title: `An instance cannot be entered while it is in the middle of a call.`,
    explanation: `In a debug session a call was to be evaluated whose instance has called the one that runs now, and waits for it. The Component Model does not let a component be entered again until its call has returned.`,
    remedy: `Step out until the instance is no longer in the call stack, or call a function of another instance.`,
  },
  'invoke-syntax': {
    title: `A call is not valid WAVE.`,
    explanation: `A call is written in WAVE, the text format of Component Model values: \`handle({method: "GET", path: "/", body: ""})\`. Records are \`{a: 1}\`, lists \`[1, 2]\`, maps lists of pairs \`[("a", 1)]\`, options \`some(1)\` and \`none\`, results \`ok(1)\` and \`err("no")\`, enums and flags are names. Options at the end of the arguments, and options in records, may be left out. A function of an interface has the interface before it and the version last: \`edge:service/auth.check@0.1.0("token")\`.`,
    remedy: `The message says what is expected at which column; the help says what the function's parameters are. \`wit-studio invoke COMPONENT\`, without a call, lists a call of each function that works.`,
  },
  'no-such-export': {
    title: `A component has no such function.`,
    explanation: `The component has no such function.`,
    remedy: `\`wit-studio invoke COMPONENT\`, without a call, lists what there is. A function of an interface is \`ns:pkg/interface.function@1.0.0\`, or \`function\` alone where no other has its name.`,
  },
  'not-a-command': {
    title: `A component cannot be run.`,
    explanation: `Without a call, \`run\` looks for \`wasi:cli/run\`, which this component does not export.`,
    remedy: `Call one of its functions with \`--invoke\`, or serve it when it exports \`wasi:http/incoming-handler\` or \`wasi:http/handler\`.`,
  },
  'nothing-to-call': {
    title: `A component has no function that can be called.`,
    explanation: `_WIT: Run_ and _WIT: Compose and Run_ call an exported function with arguments written in WAVE. The component is no program (it does not export \`wasi:cli/run\`), and each function that it exports takes a handle of a resource, or it exports none at all. WAVE has no way to write a handle.`,
    remedy: `A component that exports \`wasi:http/incoming-handler\` is served: _WIT: Serve_. Others are called by another component: compose them with one ([how](../compose.md)).`,
  },
  'grant-invalid': {
    title: `A granted folder does not exist.`,
    explanation: `A folder that the guest was to be given does not exist, so it would have found nothing there.`,
    remedy: `Check the host's side of \`--dir HOST::GUEST\`, or the setting \`wit.run.dirs\`.`,
  },
  'keyvalue-folder': {
    title: `A folder cannot hold key-value stores.`,
    explanation: `The folder that \`--keyvalue\` or the setting \`wit.run.keyvalue\` names does not exist and cannot be made, or may not be written.`,
    remedy: `Name a folder that may be written, or one that can be made. [Key-value stores](../keyvalue.md) says what is written there.`,
  },
  'keyvalue-in-use': {
    title: `Another WIT Studio has the key-value stores of a folder open.`,
    explanation: `One host at a time has a folder of stores open, so that no two of them write it. The components of one host may share it. What a host leaves behind that was killed is noticed by the next one.`,
    remedy: `Stop what runs with this folder, in VS Code or in a terminal, or name another folder.`,
  },
  'keyvalue-damaged': {
    title: `The file of a key-value store is damaged.`,
    explanation: `Each change is written with a hash before it is acknowledged. A last change that was not finished, because the host was killed, is dropped when the store opens; here something else is wrong, such as a file that another program wrote into. Nothing is dropped then, and the store does not open.`,
    remedy: `Bring the file back from a copy, or move it away to begin with an empty store.`,
  },
  'keyvalue-url': {
    title: `The URL of a key-value store is not one.`,
    explanation: `A place of a store that begins with \`redis:\` or \`rediss:\` is the URL of a server of Redis or Valkey: \`redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]\`. Nothing else may stand in it. Without a port it is 6379, without a database 0.`,
    remedy: `Write it so. Characters of a user or password that mean something in a URL (\`@\`, \`/\`, \`:\`, \`#\`, \`?\`, \`%\`) are percent-encoded: \`%40\` for \`@\`.`,
  },
  'keyvalue-unreachable': {
    title: `The server of a key-value store cannot be reached.`,
    explanation: `Nobody answers at the URL that \`--keyvalue\` or the setting \`wit.run.keyvalue\` names, or what answers does not speak the protocol of Redis. The message has the system's reason: \`ECONNREFUSED\` where no server listens, \`ENOTFOUND\` where the name of the host is unknown. The server is asked before the component starts; one that is lost later is an error of the component's calls, and connected again by the next call.`,
    remedy: `Start the server, or correct the URL. \`rediss://\` needs a server with TLS and a certificate that Node.js trusts (\`NODE_EXTRA_CA_CERTS\` names one of your own), \`redis://\` one without. [Key-value stores](../keyvalue.md) has the rest.`,
  },
  'keyvalue-refused': {
    title: `The server of a key-value store refuses.`,
    explanation: `The server does not accept the user or the password of the URL, asks for one that the URL does not have, or has no database of that number. The message has its words.`,
    remedy: `Correct the URL: \`redis://:PASSWORD@HOST\` for a server with \`requirepass\`, \`redis://USER:PASSWORD@HOST\` for a user of its access list.`,
  },
} satisfies Readonly<Record<string, Explained>>;
