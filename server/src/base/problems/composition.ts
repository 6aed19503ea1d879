import type { Explained } from './explained.ts';

/** Compositions that do not fit. */
export const composition = {
  'ambiguous-export': {
    title: `Two instances export the same name.`,
    explanation: `Two instances export the same name, and a composition can export it only once. Without \`exports\` in the plan, a composition exports everything from the instances that no other instance imports from.`,
    remedy: `Choose one in the plan:

\`\`\`toml
[exports]
"wasi:http/incoming-handler" = "handler"
\`\`\``,
  },
  'ambiguous-import': {
    title: `Two instances could satisfy an import.`,
    explanation: `An instance has an import that two others export: under exactly the same name, or, if none does, both in a compatible version.`,
    remedy: `Instances are wired by name, so the plan has to choose:

\`\`\`toml
[instances.handler.imports]
"edge:service/auth" = "auth"    # or false, to leave it open
\`\`\`

If the components are plugged without a plan, write a [\`composition.toml\`](../compose.md): it can express chains in which several components export the same interface.`,
  },
  'composition-cycle': {
    title: `Instances import from each other in a cycle.`,
    explanation: `A component can only be instantiated after the instances that it imports from, so imports cannot form a cycle. The message lists the instances of the cycle, and the lines below it the import at each step.`,
    remedy: `Leave one of the imports open (\`"ns:package/interface" = false\` in the plan), satisfy it from another instance, or split one component in two. An instance is never wired to itself by name; a plan that does so explicitly is the smallest cycle.`,
  },
  'composition-invalid': {
    title: `The composition does not validate.`,
    explanation: `All imports are satisfied, but the result is invalid: an export has a name that the Component Model does not allow (names are \`ns:package/interface@1.0.0\` or words in kebab-case), or the encoded composition does not validate.

In the second case the components are valid and the types of each wire agree, but several wires conflict with each other; the lines below the message have the reason.`,
    remedy: `Remove one instance after the other to find the conflict, and please report it. For resources with two origins, see [\`resource-origin\`](resource-origin.md).`,
  },
  'files-conflict': {
    title: `Two entries of files have one path.`,
    explanation: `Two entries of \`files\` put something at the same path, or one has a file where the other has a folder. A folder brings everything that is in it.`,
    remedy: `Leave one of the two out, or show it under another path:

\`\`\`toml
[instances.handler.files]
"/etc/app.toml" = "config/app.toml"
"/data" = "data"
\`\`\``,
  },
  'files-too-large': {
    title: `The files of a component are too large.`,
    explanation: `The files become part of the composition, and each instance of it has them in its memory. The message has the limits, for all files of one component together.`,
    remedy: `Name the files that the component needs instead of a whole folder, or [grant it a folder](../run.md#grants) when it runs.`,
  },
  'files-unreadable': {
    title: `A file for a component cannot be read.`,
    explanation: `An entry of \`files\` names a file or folder that does not exist or that the system refuses to read. Paths count from the folder of the plan.`,
    remedy: `Correct the path on the right side; the one on the left side is what the component sees. See [Environment, configuration and files](../compose.md#environment-configuration-and-files).`,
  },
  'files-unsupported': {
    title: `A component cannot have files in a composition.`,
    explanation: `\`files\` replaces the import of \`wasi:filesystem\` by a generated component. That is not possible if

- the component does not import \`wasi:filesystem\`,
- it imports another version than 0.2 and 0.3, or both, or
- a function that it exports returns or borrows handles of WASI that the component shares with its files, such as streams: their types would be those of the generated component, which nothing outside of the composition has. Functions may take such handles, as an HTTP handler takes its request.`,
    remedy: `Remove \`files\`. If the component reads files, [grant it a folder](../run.md#grants) when it runs, or pass short texts by \`env\` or \`config\`.`,
  },
  'import-conflict': {
    title: `Two instances expect different types of one import.`,
    explanation: `Two instances leave an import of the same name open. The composition has one such import for both, but they expect different types.`,
    remedy: `Build both components against the same version of the WIT, or wire one of them to an instance.`,
  },
  'import-decided-twice': {
    title: `A plan satisfies an import twice.`,
    explanation: `Two lines of a plan refer to the same import of an instance. A name may leave out the version, or the package too, so that \`"acme:math/ops"\` and \`"acme:math/ops@0.1.0"\` can be one import. \`env\`, \`config\` and \`files\` refer to \`wasi:cli/environment\`, \`wasi:config/store\` and \`wasi:filesystem\`.`,
    remedy: `Remove one of the two lines. An instance that imports two versions of one interface has a line for each, with its version.`,
  },
  'import-mismatch': {
    title: `An import and the export that satisfies it differ.`,
    explanation: `One instance imports an interface that another exports under the same or a compatible name, but their contents differ. Each line below the message shows a function or a type that differs, as each side declares it. An export may contain more than the import requires, never less.`,
    remedy: `Build both components against the same WIT. If the interface changed on purpose, give it a new version, so that the two names differ.`,
  },
  'import-open': {
    title: `The plan does not allow open imports.`,
    explanation: `The plan forbids imports of the composition (\`disallow-imports: true\`), but an instance has an import that no other instance exports.`,
    remedy: `Add a component that exports it, or remove the line: the composition then has the open import, which its host provides.`,
  },
  'instance-unused': {
    title: `An instance of a plan is unused.`,
    explanation: `No other instance imports from the instance, and the composition exports nothing from it.`,
    remedy: `The usual cause is incompatible versions: \`@0.1.0\` and \`@0.2.0\` are different interfaces, as are \`@1.0.0-rc.1\` and \`@1.0.0\`; then the lines below the message show both. Build the two sides against the same version, or, if their types agree, wire them in the plan:

\`\`\`toml
[instances.app.imports]
"acme:math/ops@0.1.0" = { instance = "math", export = "acme:math/ops@0.2.0" }
\`\`\`

Or write \`versions = "any"\` at the top of the plan: an import without a compatible version is then satisfied by another version, if the types agree.`,
  },
  'nothing-exported': {
    title: `A composition exports nothing.`,
    explanation: `A composition that exports nothing cannot be called. Either no component exports anything, or \`exports\` in the plan is empty.`,
    remedy: `List the exports under \`exports\`. Without it, a composition exports everything that no instance of the plan imports.`,
  },
  'resource-origin': {
    title: `A resource has two origins.`,
    explanation: `A component imports two interfaces, one of which uses a resource of the other, and the composition satisfies them from two sources that do not share the resource:

\`\`\`wit
interface types { resource req; }
interface handler { use types.{req}; handle: func(r: req); }
world adapter { import types; import handler; }
\`\`\`

A resource type belongs to the instance that defines it. If \`types\` is satisfied inside the composition and \`handler\` stays open, the host's \`req\` is a different type, and the adapter could not pass its own to it.`,
    remedy: `Satisfy both from instances that share the resource (one that exports both, or one for \`handler\` that imports \`types\` from the same instance), or leave both open:

\`\`\`toml
[instances.adapter.imports]
"shop:web/types" = false
\`\`\``,
  },
  'stub-invalid': {
    title: `A stub is invalid.`,
    explanation: `The plan satisfies an import by a stub that is not possible: an answer is not a value of the function's result type, its call does not match the function's parameters, or a stub cannot return the result. Only the interface that defines a resource can create one, so a function that returns a resource needs a stub together with that interface. A stub cannot return a future, and a stream that it returns is empty.`,
    remedy: `Answers are written in WAVE. A call with arguments selects an answer by numbers, strings, enums and flags:

\`\`\`toml
[instances.handler.imports]
"acme:auth/verify" = { stub = { 'verify("s3cret")' = 'ok("alice")', verify = 'err(denied)' } }
\`\`\`

If a resource is missing, add a stub for the interface in the message. See [Stubs](../compose.md#stubs).`,
  },
  'target-misfit': {
    title: `A component does not match its target world.`,
    explanation: `The result does not match the target world of the plan (\`targets = "…"\`) or the command: it has an import that the world does not have, lacks an export of the world, or has an item with a different type. All differences are reported at once, an import at the instance that leaves it open.

A component may import less than its world and export more. Compatible versions match: \`wasi:io/poll@0.2.3\` and \`@0.2.12\`.`,
    remedy: `Wire an import that the world does not have to an instance that exports it, or to a [stub](../compose.md#stubs). Add missing exports under \`[exports]\`. Where types differ, build the component against the WIT of the world. See [Worlds](../compose.md#worlds).`,
  },
  'toolkit-failed': {
    title: `The toolkit trapped.`,
    explanation: `The toolkit (the ecosystem's crates that translate and compose components, compiled to WebAssembly and run in a separate thread) trapped instead of returning a result. The lines below the message have the reason.`,
    remedy: `The usual causes are extremely deep nesting, because the crates parse recursively and exhaust the stack, and a component that is too large for the memory. wac 0.12 cannot leave a function of a world open that borrows a resource of the world: put both into an interface, then it can. Anything else is a bug; please report it together with the plan and, if you can, the components.

The next job starts with a new instance of the toolkit.`,
  },
} satisfies Readonly<Record<string, Explained>>;
