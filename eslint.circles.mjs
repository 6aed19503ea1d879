/**
 * No circles of imports, of types neither: files of a circle can be understood, moved and tested only together. A type
 * or a function that two files need is in a third one, which imports neither.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

const IMPORT = /^(?:import|export|\})[^;'"]*from '(\.{1,2}\/[^']+\.ts)';$/gm;

const known = new Map();

/** The files that a file imports by relative paths. Read once: a run of ESLint sees one state of the files. */
function importsOf(file) {
  const found = known.get(file) ?? readImports(file);
  known.set(file, found);
  return found;
}

function readImports(file) {
  try {
    return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => resolve(dirname(file), path));
  } catch {
    // It is not there, which the compiler reports.
    return [];
  }
}

/**
 * The way from one file to another by imports, both included; undefined if there is none.
 * @param seen files without a way, from this search and the ones before
 */
function wayTo(goal, file, seen) {
  if (file === goal) return [file];
  if (seen.has(file)) return undefined;
  seen.add(file);
  for (const next of importsOf(file)) {
    const rest = wayTo(goal, next, seen);
    if (rest) return [file, ...rest];
  }
  return undefined;
}

const noCircle = {
  create(context) {
    const seen = new Set();
    const check = ({ source }) => {
      if (!source?.value.startsWith('.')) return;
      const way = wayTo(context.filename, resolve(dirname(context.filename), source.value), seen);
      if (!way) return;
      const names = [context.filename, ...way].map((file) => basename(file)).join(' → ');
      const message = `A circle of imports: ${names}. Move what they share to a file that imports none of them.`;
      context.report({ node: source, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

export const circleRules = [
  {
    files: ['**/*.ts'],
    plugins: { imports: { rules: { 'no-circle': noCircle } } },
    rules: { 'imports/no-circle': 'error' },
  },
];
