import './trust.test.ts';
