import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import globals from 'globals';
import { circleRules } from './eslint.circles.mjs';
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
    // A promise that is not awaited hides its failure; `void` marks intention.
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // Runs in the page of a webview.
    files: ['client/webviews/**/*.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { project: './client/webviews/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    // node:test runs what describe() and it() are given, and reports it.
    files: ['**/*.test.ts', '**/e2e/**/*.ts', '**/testing/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
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
  ...circleRules,
);
