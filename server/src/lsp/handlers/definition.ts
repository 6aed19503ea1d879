import { definition } from '../../features/navigation/definition.ts';
import { leading } from '../links.ts';

export const definitionHandler = leading(
  'definition',
  definition,
  (connection, handler) => connection.onDefinition(handler),
  ({ wit, sources }) => [...wit, ...sources],
);
