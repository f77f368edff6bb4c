import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { modelOf } from '../../models/provider.ts';
import { requestExample } from '../../models/requestExamples.ts';
import type { RequestBody } from '../../openai/request.ts';
import { abortOn } from '../services/abortOn.ts';
import type { Exchange } from '../services/exchange.ts';
import { heldExchanges, type Models } from '../services/models.ts';
import { problemOf } from '../services/problems.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { copyResult } from '../services/writeOrOffer.ts';
import { changesBetween, exchangeText, parametersText, withParameters } from './exchangeText.ts';

/** Of what is shown of a request; what package.json's menus go by. */
const scheme = 'gloss-request';

const ofAnswer = z.object({ answer: z.string(), requestId: z.optional(z.string()) });

/** Shows requests as they went over the wire, and sends one again with other parameters. */
export class Inspector implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #models: Models;
  readonly #registration: vscode.Disposable;
  /** What has been shown, by the paths of its documents. */
  readonly #texts = new Map<string, string>();
  readonly #exchanges = new Map<string, Exchange>();
  #shown = 0;

  constructor(models: Models) {
    this.#models = models;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent({ path }: vscode.Uri): string | undefined {
    return this.#texts.get(path);
  }

  /**
   * Opens the last request of this window, or the last one for an answer, with what has come of it so far.
   * @param given whose, as the panel says it; of anything else, the last of all.
   */
  async show(given?: unknown): Promise<void> {
    const { data: asked } = ofAnswer.safeParse(given);
    const exchange = asked ? this.#models.exchangeFor(asked) : this.#models.lastExchange;
    if (!exchange) {
      vscode.window.showInformationMessage(
        asked
          ? vscode.l10n.t(
              'The request of this answer is not held any more: only the last {0} of this window are, in memory.',
              heldExchanges,
            )
          : vscode.l10n.t('Nothing has been asked in this window yet.'),
      );
      return;
    }
    const uri = this.#keep('request', 'json', exchangeText(exchange), exchange);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  /** Copies a request that is shown, as a command for a shell; it takes the key from a variable. */
  async copyAsCurl(uri: unknown): Promise<void> {
    const exchange = this.#shownIn(uri);
    if (!exchange) return;
    const { endpoint, body } = exchange.request;
    const { baseUrl, key } = endpoint.provider;
    await copyResult(requestExample('curl', { baseUrl, keyed: key === 'required', body }));
  }

  /** Sends a request that is shown with parameters that the user changes, and shows both answers side by side. */
  async sendAgain(uri: unknown): Promise<void> {
    const exchange = this.#shownIn(uri);
    if (!exchange) return;
    const before = exchange.request.body;
    const written = await vscode.window.showInputBox({
      title: vscode.l10n.t('Send Again with Other Parameters'),
      prompt: vscode.l10n.t('A JSON object; what is not in it is not sent.'),
      value: parametersText(before),
      validateInput: text =>
        withParameters(before, text)
          ? undefined
          : vscode.l10n.t('Not a JSON object of parameters: the words of the request stay as they are.'),
    });
    const body = written === undefined ? undefined : withParameters(before, written);
    if (body) await this.#compare(exchange, body);
  }

  async #compare({ request, text: old }: Exchange, body: RequestBody): Promise<void> {
    const { provider } = request.endpoint;
    const endpoint = { ...request.endpoint, model: modelOf(provider, body.model) };
    const answer = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Asking again…'),
        cancellable: true,
      },
      async (_progress, token) => {
        let text = '';
        for await (const event of this.#models.send({ ...request, endpoint, body }, abortOn(token))) {
          if (event.type === 'text' && event.choice === 0) text += event.text;
          if (event.type === 'end') return { text, end: event.end };
        }
        return undefined;
      },
    );
    const problem = answer && problemOf(answer.end, endpoint);
    if (problem) vscode.window.showErrorMessage(withoutLinks(problem.message));
    // What has come of it is shown, whole or not; of nothing there is nothing to compare.
    if (!answer?.text) return;
    const left = this.#keep('answer', 'md', old);
    const right = this.#keep('answer', 'md', answer.text);
    const changes = changesBetween(request.body, body) || vscode.l10n.t('the same parameters');
    await vscode.commands.executeCommand('vscode.diff', left, right, vscode.l10n.t('Answers: {0}', changes), {
      preview: false,
    });
  }

  #keep(name: string, extension: string, text: string, exchange?: Exchange): vscode.Uri {
    this.#shown += 1;
    const path = `/${name}-${this.#shown}.${extension}`;
    this.#texts.set(path, text);
    if (exchange) this.#exchanges.set(path, exchange);
    return vscode.Uri.from({ scheme, path });
  }

  /** @param uri as the editor's title bar gives it; else that of the document in front. */
  #shownIn(uri: unknown): Exchange | undefined {
    const shown = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    return shown?.scheme === scheme ? this.#exchanges.get(shown.path) : undefined;
  }
}
