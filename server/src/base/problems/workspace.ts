import type { Explained } from './explained.ts';

/** Commands that found nothing to work on. */
export const workspace = {
  'no-component': {
    title: `The workspace has no component.`,
    explanation: `The workspace contains no component to build: no folder with a \`package.json\`, \`Cargo.toml\`, \`go.mod\`, \`pyproject.toml\` or \`wit-studio.toml\`, and none with sources of C or C++ and a \`wit\` folder in it or beside it (\`node_modules\`, \`target\`, \`dist\` and \`deps\` are not searched).`,
    remedy: `_WIT: New Component…_ creates one. For one that is there, open a file of it first, or run the command from the explorer on its manifest. A program in C without WIT is found by a \`wit-studio.toml\`, which may be empty; \`wit-studio build FOLDER\` needs none.`,
  },
  'no-composition': {
    title: `The workspace has no composition.`,
    explanation: `The workspace contains no plan, neither a \`composition.toml\` nor a \`.wac\` document (\`node_modules\`, \`target\`, \`dist\` and \`deps\` are not searched).`,
    remedy: `_WIT: New Composition…_ writes one of the components that you pick. It has a line for each, with its folder or its \`.wasm\` file:\n\n\`\`\`toml\n[instances]\ngreeter = "greeter"\nhello = "hello"\n\`\`\`\n\nImports are connected to exports of the same name. [Composing components](../compose.md) has the other ways.`,
  },
  'nothing-to-run': {
    title: `The workspace has nothing to run.`,
    explanation: `The workspace contains nothing to run or serve: no \`composition.toml\`, no \`.wac\` document, no \`.wasm\` file and no folder that is built into one (\`node_modules\`, \`target\` and \`deps\` are not searched).`,
    remedy: `Create a component with _WIT: New Component…_, or write a [\`composition.toml\`](../compose.md). Any \`.wasm\` file can be run from its context menu in the explorer.`,
  },
} satisfies Readonly<Record<string, Explained>>;
