import { implementation } from '../../features/navigation/implementation.ts';
import { leading } from '../links.ts';

export const implementationHandler = leading(
  'implementation',
  implementation,
  (connection, handler) => connection.onImplementation(handler),
  ({ sources }) => sources,
);
