/** The parameters of all requests, checked before the library or a feature reads them. */
import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  Message,
  type MessageStrategy,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver';
import {
  COMPONENT_VIEW,
  EDIT_PLAN,
  PACKAGE_STATUS,
  PLAN_GRAPH,
  TARGET_STATUS,
  TESTS_IN,
} from './extensions.ts';

/** The mistake in the value at `path`, as a sentence without its full stop; undefined if there is none. */
type Check = (value: unknown, path: string) => string | undefined;

const is =
  (type: string, holds: (value: unknown) => boolean): Check =>
  (value, path) =>
    holds(value)
      ? undefined
      : `${path} must be ${type}, but ${value === undefined ? 'is missing' : `is ${kindOf(value)}`}`;

const string = is('a string', (value) => typeof value === 'string');
// Negative ones are clamped, as are those behind the end of the text.
const integer = is('an integer', Number.isInteger);
const boolean = is('a boolean', (value) => typeof value === 'boolean');
const anObject = is(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const anArray = is('an array', Array.isArray);

/** Other members than those of `members` may have any value. */
const object =
  (members: Readonly<Record<string, Check>> = {}): Check =>
  (value, path) =>
    anObject(value, path) ??
    firstOf(Object.entries(members), ([name, check]) =>
      check((value as Readonly<Record<string, unknown>>)[name], `${path}.${name}`),
    );

const arrayOf =
  (item: Check): Check =>
  (value, path) =>
    anArray(value, path) ??
    firstOf([...(value as unknown[]).entries()], ([n, one]) => item(one, `${path}[${n}]`));

/** Missing, or null, which some clients send for it. */
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || value === null ? undefined : check(value, path);

const position = object({ line: integer, character: integer });
const range = object({ start: position, end: position });
const textDocument = object({ uri: string });
const options = object({ tabSize: integer, insertSpaces: boolean });
const folder = object({ uri: string });

const ofDocument = object({ textDocument });
const atPosition = object({ textDocument, position });
const ofUri = object({ uri: string });

/** By method. Other members of parameters are ignored. */
export const PARAMS: Readonly<Record<string, Check>> = {
  initialize: object({
    processId: optional(integer),
    capabilities: object(),
    rootUri: optional(string),
    workspaceFolders: optional(arrayOf(folder)),
  }),
  'textDocument/codeAction': object({
    textDocument,
    range,
    context: object({ diagnostics: arrayOf(object({ range })), only: optional(arrayOf(string)) }),
  }),
  'textDocument/completion': atPosition,
  'completionItem/resolve': object({ label: string }),
  'textDocument/declaration': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/diagnostic': object({ textDocument, previousResultId: optional(string) }),
  'textDocument/documentHighlight': atPosition,
  'textDocument/documentLink': ofDocument,
  'textDocument/documentSymbol': ofDocument,
  'textDocument/foldingRange': ofDocument,
  'textDocument/formatting': object({ textDocument, options }),
  'textDocument/hover': atPosition,
  'textDocument/implementation': atPosition,
  'textDocument/prepareRename': atPosition,
  'textDocument/rangeFormatting': object({ textDocument, range, options }),
  'textDocument/references': object({
    textDocument,
    position,
    context: object({ includeDeclaration: optional(boolean) }),
  }),
  'textDocument/rename': object({ textDocument, position, newName: string }),
  'textDocument/selectionRange': object({ textDocument, positions: arrayOf(position) }),
  'textDocument/semanticTokens/full': ofDocument,
  'textDocument/semanticTokens/range': object({ textDocument, range }),
  'textDocument/signatureHelp': object({ textDocument, position, context: optional(object()) }),
  'workspace/textDocumentContent': ofUri,
  'textDocument/typeDefinition': atPosition,
  'workspace/diagnostic': object({ previousResultIds: arrayOf(object({ uri: string, value: string })) }),
  'workspace/symbol': object({ query: string }),
  [COMPONENT_VIEW]: ofUri,
  [EDIT_PLAN]: object({ uri: string, edit: object({ kind: string }) }),
  [PACKAGE_STATUS]: ofUri,
  [PLAN_GRAPH]: object({ uri: string, unfolded: optional(arrayOf(string)) }),
  [TARGET_STATUS]: ofUri,
  [TESTS_IN]: object({ path: string, text: string }),
};

/** The request that stands for one with invalid parameters, since only a request can be answered. */
const INVALID = 'wit/invalidParams';

const messageStrategy: MessageStrategy = {
  handleMessage: (message, next) => next(Message.isRequest(message) ? valid(message) : message),
};

/** For every connection of the server. */
export const CONNECTION_OPTIONS: ConnectionOptions = { messageStrategy };

/**
 * Answers requests whose parameters are invalid with InvalidParams and the first member that is wrong.
 *
 * @param refuseOutside throws for a request before `initialize` or behind `shutdown`, whatever its parameters are
 */
export function refuseInvalidParams(connection: Connection, refuseOutside: () => void): void {
  connection.onRequest(INVALID, ({ method, fault }: { method?: unknown; fault?: unknown }) => {
    if (method !== 'initialize') refuseOutside();
    return new ResponseError(ErrorCodes.InvalidParams, `${String(method)}: ${String(fault)}.`);
  });
}

function valid(message: RequestMessage): RequestMessage {
  const check = Object.hasOwn(PARAMS, message.method) ? PARAMS[message.method] : undefined;
  const fault = check?.(message.params, 'params');
  if (fault === undefined) return message;
  return { ...message, method: INVALID, params: { method: message.method, fault } };
}

function firstOf<T>(items: readonly T[], faultOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
