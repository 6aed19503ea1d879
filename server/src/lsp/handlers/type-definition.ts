import { typeDefinition } from '../../features/navigation/type-definition.ts';
import { leading } from '../links.ts';

export const typeDefinitionHandler = leading('typeDefinition', typeDefinition, (connection, handler) =>
  connection.onTypeDefinition(handler),
);
