import { sentence } from '../../../server/src/base/sentence.ts';
import type { ComponentView } from '../../../server/src/lsp/extensions.ts';

/** A short description of the kind of a file. */
export interface Explanation {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** The heading of a file by its kind, and for one that is no component the reasons in sentences. */
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
          'A core module has code, and no types beyond numbers. A component wraps such modules and declares their imports and exports in WIT.',
          ...(component
            ? [`It runs as a component that exports ${component.exports.join(', ')}.`]
            : reasons.map(sentence)),
        ],
      };
    case 'empty':
      return {
        heading: 'Empty file',
        paragraphs: ['An interrupted build may have left it. Build the component again.'],
      };
    case 'broken':
      return {
        heading: 'Damaged or unknown WebAssembly',
        paragraphs: [
          'The file begins like WebAssembly but cannot be parsed. It may be truncated, or use a feature that these tools do not support yet. Build it again.',
          ...reasons.map(sentence),
        ],
      };
    case 'other':
      return {
        heading: 'Not WebAssembly',
        paragraphs: [
          'The file does not begin with the magic number of WebAssembly. Assemble text (.wat) first.',
        ],
      };
  }
}
