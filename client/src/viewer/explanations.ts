import type { ComponentView } from '../../../server/src/lsp/extensions.ts';

/** What a file is, in a few words and a few sentences. */
export interface Explanation {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export function explanationOf({ kind, reasons, component }: ComponentView): Explanation {
  switch (kind) {
    case 'component':
      return { heading: 'WebAssembly component', paragraphs: [] };
    case 'package':
      return {
        heading: 'WIT package',
        paragraphs: [
          'Types without code, in the binary format. Build a component for one of its worlds to run it.',
        ],
      };
    case 'core-module':
      return {
        heading: 'Core WebAssembly module',
        paragraphs: [
          'It has code, and no types beyond numbers. A component wraps such modules and says in WIT what they import and export.',
          ...(component ? [`It runs as a component that exports ${component.exports.join(', ')}.`] : reasons),
        ],
      };
    case 'empty':
      return {
        heading: 'Empty file',
        paragraphs: ['A build that stopped half-way may have left it. Build the component again.'],
      };
    case 'broken':
      return {
        heading: 'Damaged or unknown WebAssembly',
        paragraphs: [
          'It begins as WebAssembly and cannot be read. It may have been cut off, or use something that these tools do not know yet. Building it again may help.',
          ...reasons,
        ],
      };
    case 'other':
      return {
        heading: 'Not WebAssembly',
        paragraphs: [
          'The file does not begin as a WebAssembly binary does. Text (.wat) must be assembled first.',
        ],
      };
  }
}
