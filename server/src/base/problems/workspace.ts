import type { Explained } from './explained.ts';

/** Commands that found nothing to work on. */
export const workspace = {
  'no-component': {
    title: `The workspace has no component.`,
    explanation: `The command builds a component, and the workspace has none to build: no folder with a \`package.json\` or a \`Cargo.toml\` (\`node_modules\`, \`target\`, \`dist\` and \`deps\` are not searched).`,
    remedy: `Open a file of the component first, or invoke the command on its \`package.json\`, \`Cargo.toml\`, \`go.mod\`, \`pyproject.toml\` or \`wit-studio.toml\` in the explorer.`,
  },
  'no-composition': {
    title: `The workspace has no composition.`,
    explanation: `The command composes components by a plan, and the workspace has no file called \`composition.toml\`, nor a \`.wac\` document: not in the folder of the active file, not in a folder above it, nor anywhere else (\`node_modules\`, \`target\`, \`dist\` and \`deps\` are not searched).`,
    remedy: `Add one next to the components. [Composing components](../compose.md) describes it.`,
  },
  'nothing-to-run': {
    title: `The workspace has nothing to run.`,
    explanation: `The command runs or serves a component, and the workspace has nothing to run: no \`composition.toml\`, no \`.wac\` document and no \`.wasm\` file (\`node_modules\`, \`target\` and \`deps\` are not searched).`,
    remedy: `Build a component first with _WIT: Build Component_, or write a \`composition.toml\` ([how](../compose.md)). A \`.wasm\` file elsewhere can be run from its menu in the explorer.`,
  },
} satisfies Readonly<Record<string, Explained>>;
