import type { Linter } from 'eslint';

export const circleRules: Linter.Config[];
