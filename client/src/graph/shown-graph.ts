import * as vscode from 'vscode';
import { sentence } from '../../../server/src/base/sentence.ts';
import type { PlanEdit, PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { coalesced } from '../coalesced.ts';
import type { LanguageServer } from '../language-server.ts';
import type { WitTexts } from '../viewer/wit-texts.ts';
import type { ShownPlan } from './actions.ts';
import { graphBody } from './graph-page.ts';

/** The maximum of repeated requests for the graph while components are read. */
const MOST_LOOKS = 40;
const LOOK_AGAIN_MS = 250;

/** The graph of a plan in a page, as the language server draws it. */
export class ShownGraph implements ShownPlan {
  readonly document: vscode.TextDocument;
  readonly #languageServer: LanguageServer;
  readonly #texts: WitTexts;
  readonly #page: vscode.Webview;
  /** Instances whose imports of WASI are shown one by one. */
  readonly #unfolded = new Set<string>();
  #graph: PlanGraph | undefined;
  #looks = 0;
  /** Requests the graph and shows it. */
  readonly refresh = coalesced(() => this.#refresh());

  constructor(
    document: vscode.TextDocument,
    languageServer: LanguageServer,
    texts: WitTexts,
    page: vscode.Webview,
  ) {
    this.document = document;
    this.#languageServer = languageServer;
    this.#texts = texts;
    this.#page = page;
  }

  async #refresh(): Promise<void> {
    const graph = this.#languageServer.planGraph(this.document.uri, [...this.#unfolded]);
    this.#graph = await graph.catch(() => this.#graph);
    await this.#page.postMessage(graphBody(this.#graph));
    if (this.#graph?.isPending !== false && this.#looks++ < MOST_LOOKS)
      setTimeout(this.refreshSafely, LOOK_AGAIN_MS);
  }

  /** For events: a closed page receives no messages. */
  readonly refreshSafely = (): void => void this.refresh().catch(() => undefined);

  /** Components may be read again: the maximum of requests begins anew. */
  lookAgain(): void {
    this.#looks = 0;
  }

  graph(): PlanGraph | undefined {
    return this.#graph;
  }

  fold(instance: string): Promise<void> {
    if (!this.#unfolded.delete(instance)) this.#unfolded.add(instance);
    return this.refresh();
  }

  async wit(component: vscode.Uri, name?: string): Promise<void> {
    const { wit } = await this.#languageServer.viewComponent(component);
    if (wit !== undefined) await this.#texts.show(component, wit, name);
  }

  async apply(edit: PlanEdit): Promise<void> {
    const { uri } = this.document;
    const change = await this.#languageServer.editPlan(uri, edit);
    if ('refused' in change) return void vscode.window.showWarningMessage(sentence(change.refused));
    const all = new vscode.WorkspaceEdit();
    all.set(uri, [change]);
    await vscode.workspace.applyEdit(all);
  }
}
