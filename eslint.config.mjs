import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import globals from 'globals';
import { layerRules } from './eslint.layers.mjs';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '**/dist/',
      '**/target/',
      'grammars/*/src/',
      'grammars/*/grammar.js',
      'grammars/*/bindings/',
      'test-fixtures/',
      '**/node_modules/',
      '.cache/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A test file is one long describe(); its length is not a smell.
    files: ['**/*.test.ts', '**/test/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' },
  },
  {
    // Runs inside of a guest's engine, which brings these.
    files: ['toolkit/javascript/src/shim.js'],
    languageOptions: { globals: { __cqjs: 'readonly', wit: 'writable' } },
  },
  ...layerRules,
);
