import type { Explained } from './explained.ts';

/** Compositions that do not fit. */
export const composition = {
  'ambiguous-export': {
    title: `Two instances export the same name.`,
    explanation: `Two instances export something of the same name, and a composition can have only one of it. Without \`exports\` in the plan, everything is exported that the instances export which nobody imports from.`,
    remedy: `Say which one is meant:

\`\`\`toml
[exports]
"wasi:http/incoming-handler" = "handler"
\`\`\``,
  },
  'ambiguous-import': {
    title: `Two instances could fill an import.`,
    explanation: `An instance imports something that two others export: by the very same name, or, when nobody exports that, both in a compatible version.`,
    remedy: `Wiring is by name, so the plan has to choose:

\`\`\`toml
[instances.handler.imports]
"edge:service/auth" = "auth"    # or false, to leave it open
\`\`\`

When components were plugged without a plan, write a \`composition.toml\` ([how](../compose.md)): it can express chains in which several components export the same interface.`,
  },
  'composition-cycle': {
    title: `Instances need each other in a circle.`,
    explanation: `A component can only be instantiated after everything that it imports from, so instances cannot need each other in a circle. The message names the circle, and the lines below it the import at each step.`,
    remedy: `Leave one of the imports open (\`"ns:package/interface" = false\` in the plan), give it another provider, or split one component in two. An instance never feeds itself by name; the plan can ask for it, which is the smallest circle.`,
  },
  'composition-invalid': {
    title: `A finished composition is refused.`,
    explanation: `Everything fits, but the result is refused: an export was given a name that the Component Model does not allow (names are \`ns:package/interface@1.0.0\` or words in kebab-case), or the finished composition does not pass validation.

In the second case the components are valid and the types of each wire agree; what does not go together lies between several wires, and the lines below the message name it.`,
    remedy: `Leave out one instance after the other to find the two, and please report them. Resources from two places have [a page of their own](resource-origin.md).`,
  },
  'import-conflict': {
    title: `Two instances expect different types of one import.`,
    explanation: `Two instances leave an import of the same name open, so both will get it from the host. The host gives one thing to both, but they expect different types of it.`,
    remedy: `Build both components against the same version of the WIT, or wire one of them to an instance.`,
  },
  'import-decided-twice': {
    title: `A plan says twice what fills an import.`,
    explanation: `Two lines of a plan are about the same import of an instance. A name may leave out the version, or the package too, so that \`"acme:math/ops"\` and \`"acme:math/ops@0.1.0"\` can be one import.`,
    remedy: `Remove one of the two lines. An instance that imports two versions of one interface has a line for each, with its version.`,
  },
  'import-mismatch': {
    title: `An import and the export that fills it differ.`,
    explanation: `One instance imports an interface that the other exports by the same or a compatible name, but they disagree on what is in it. Each line below the message names a function or a type that differs and shows it as either side has it. An exporter may have more than is asked for, never less.`,
    remedy: `Both components have to be built against the same WIT. If the interface changed on purpose, give it a new version: then the two no longer seem to fit.`,
  },
  'import-open': {
    title: `An import stays open, and the plan does not allow that.`,
    explanation: `The plan says that its composition must not import anything (\`disallow-imports: true\`), but an instance imports something that no other exports.`,
    remedy: `Add a component that exports it, or take the line out: what stays open is then imported by the composition, and whoever runs it provides it.`,
  },
  'instance-unused': {
    title: `An instance of a plan does nothing.`,
    explanation: `An instance of the plan would do nothing: no other instance imports from it and nothing of it is exported.`,
    remedy: `Most often the versions miss each other: \`@0.1.0\` and \`@0.2.0\` are different interfaces, as are \`@1.0.0-rc.1\` and \`@1.0.0\`; then the lines below the message show both. Build the two sides against the same version, or connect them in the plan if you know better:

\`\`\`toml
[instances.app.imports]
"acme:math/ops@0.1.0" = { instance = "math", export = "acme:math/ops@0.2.0" }
\`\`\`

Or write \`versions = "any"\` at the top of the plan: every import for which there is no compatible version is then filled by another one, as long as the types agree.`,
  },
  'nothing-exported': {
    title: `A composition exports nothing.`,
    explanation: `A composition that exports nothing cannot be called. Either no component exports anything, or \`exports\` in the plan is empty.`,
    remedy: `Name what is to be exported under \`exports\`. Without it everything is exported that no instance of the plan imports.`,
  },
  'resource-origin': {
    title: `A resource comes from two places.`,
    explanation: `A component imports two interfaces of which one uses a resource of the other, and the composition fills them from places that do not share it:

\`\`\`wit
interface types { resource req; }
interface handler { use types.{req}; handle: func(r: req); }
world adapter { import types; import handler; }
\`\`\`

A resource belongs to the instance that makes it. When \`types\` is filled inside the composition and \`handler\` stays open, the \`req\` of the outside is another one, and the adapter could not pass its own to it.`,
    remedy: `Fill both from instances that share the resource (one that exports both, or one for \`handler\` that imports \`types\` from the same instance), or leave both open:

\`\`\`toml
[instances.adapter.imports]
"shop:web/types" = false
\`\`\``,
  },
  'stub-invalid': {
    title: `A stub cannot be made.`,
    explanation: `The plan satisfies an import by a stub, and that cannot be: an answer is no value of the function's result, a call that it is for is not one of the function, or the stub cannot give what the function gives. A resource is made by the interface that defines it, so a function that gives one can have a stub only together with that interface; futures have no value to answer with, and a stream that a stub gives is empty.`,
    remedy: `Answers are written in WAVE, and a call with its arguments tells those apart that are numbers, strings, enums or flags:

\`\`\`toml
[instances.handler.imports]
"acme:auth/verify" = { stub = { 'verify("s3cret")' = 'ok("alice")', verify = 'err(denied)' } }
\`\`\`

Where a resource is missing, give a stub to the interface that the message names, too. [More on stubs](../compose.md#stubs).`,
  },
  'target-misfit': {
    title: `A component does not fit its world.`,
    explanation: `The plan (\`targets = "…"\`) or the command says which world the result must fit, and it does not: it imports something that the world does not have, or does not export something that the world exports, or the two mean different things by one name. Everything that does not fit is reported at once, an import at the instance that leaves it open.

A component may import less than its world and export more. Names of compatible versions are the same: \`wasi:io/poll@0.2.3\` and \`@0.2.12\`.`,
    remedy: `Fill an import that the world does not have: wire it to an instance that exports it, or satisfy it by a [stub](../compose.md#stubs). Export what the world asks for under \`[exports]\`. Where types differ, build the component against the WIT of the world. [More on worlds](../compose.md#worlds).`,
  },
  'toolkit-failed': {
    title: `The toolkit stopped in the middle of its work.`,
    explanation: `The part that translates and composes components (the ecosystem's own crates, compiled to WebAssembly, in a thread of their own) stopped in the middle of its work instead of answering. The reason it gave stands below the message.`,
    remedy: `The usual cause is input that is nested absurdly deep, since the crates read expressions by recursion and run out of stack, or a component too large for the memory. Anything else is a fault, theirs or ours; please report it together with the plan and, if you can, the components.

Nothing is lost: the next job starts with a fresh copy.`,
  },
} satisfies Readonly<Record<string, Explained>>;
