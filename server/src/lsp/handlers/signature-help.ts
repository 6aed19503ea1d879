import {
  type ClientCapabilities,
  MarkupKind,
  type SignatureHelp,
  type SignatureHelpContext,
  SignatureHelpTriggerKind,
  type SignatureInformation,
} from 'vscode-languageserver';
import { type Signature, signatureHelp } from '../../features/hover/signature-help.ts';
import type { Handler } from '../session.ts';

export const signatureHelpHandler: Handler = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', '<', ','] } }),
  register: (session) =>
    session.connection.onSignatureHelp(
      session.request('signatureHelp', null as SignatureHelp | null, (view, params) => {
        const place = view.place(params);
        const found = place && signatureHelp(view.snapshot, place, { isInvoked: isInvoked(params.context) });
        if (found === undefined) return null;
        return {
          signatures: found.signatures.map((one) => toInformation(session.client, one)),
          activeSignature: found.active,
          activeParameter: found.parameter,
        };
      }),
    ),
};

/** Help that a user invoked stays open while the cursor moves. */
const isInvoked = (context: SignatureHelpContext | undefined): boolean =>
  context === undefined || context.isRetrigger || context.triggerKind === SignatureHelpTriggerKind.Invoked;

function toInformation(
  client: ClientCapabilities,
  { label, docs, parameters }: Signature,
): SignatureInformation {
  const { signatureInformation } = client.textDocument?.signatureHelp ?? {};
  const takesOffsets = signatureInformation?.parameterInformation?.labelOffsetSupport === true;
  return {
    label,
    documentation: { kind: MarkupKind.Markdown, value: docs },
    parameters: parameters.map(({ start, end, docs }) => ({
      label: takesOffsets ? [start, end] : label.slice(start, end),
      documentation: { kind: MarkupKind.Markdown, value: docs },
    })),
  };
}
