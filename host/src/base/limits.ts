import type { Problem } from '../protocol.ts';

export const timedOut = (ms: number): Problem => ({
  code: 'guest-timeout',
  message: `the guest was stopped after ${ms} ms`,
  help: 'It may loop forever. Allow a longer time with --timeout or the setting wit.run.timeout.',
});

export const tooLarge = (bytes: number): Problem => ({
  code: 'guest-memory',
  message: `the guest was stopped because its process took more than ${Math.round(bytes / 1_048_576)} MiB of memory`,
  help: 'It may leak memory. Allow more with --max-memory or the setting wit.run.memory.',
});

export const endedWithOther = (): Problem => ({
  code: 'guest-stopped',
  message: 'another request stopped its thread',
});

export const replacedMeanwhile = (): Problem => ({
  code: 'component-replaced',
  message: 'the component was reloaded during the request',
  help: 'When a newer build is served, requests in progress have a moment to finish; later they are stopped.',
});
