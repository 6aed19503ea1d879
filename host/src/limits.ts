import type { Problem } from './protocol.ts';

export const timedOut = (ms: number): Problem => ({
  code: 'guest-timeout',
  message: `the guest was stopped after ${ms} ms`,
  help: 'It may loop forever; a longer time can be allowed with --timeout or the setting wit.run.timeout.',
});

export const tooLarge = (bytes: number): Problem => ({
  code: 'guest-memory',
  message: `the guest was stopped because its process took more than ${Math.round(bytes / 1_048_576)} MiB of memory`,
  help: 'It may hold on to what it no longer needs; more can be allowed with --max-memory or the setting wit.run.memory.',
});

export const endedWithOther = (): Problem => ({
  code: 'guest-stopped',
  message: 'its thread was ended because of another request in it',
});

export const replacedMeanwhile = (): Problem => ({
  code: 'component-replaced',
  message: 'the component was replaced while it answered',
  help: 'A request may go on for a moment when a newer build of its component is served; a longer one is ended.',
});
