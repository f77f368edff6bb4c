import * as vscode from 'vscode';
import { ask, changed } from '../../chat/conversation.ts';
import type {
  ExampleFormat,
  ParameterScope,
  ParametersView,
  ParameterValue,
  WebviewMessage,
} from '../../chat/protocol.ts';
import { turnsFor } from '../../chat/readable.ts';
import { withoutRounds } from '../../chat/withoutRounds.ts';
import { pictureTokens } from '../../models/imageTokens.ts';
import { parameterSettings } from '../../models/parameters.ts';
import type { ParameterValues } from '../../models/presets.ts';
import { modelOf } from '../../models/provider.ts';
import { requestExample } from '../../models/requestExamples.ts';
import { isUnset, setValues } from '../../models/sampling.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { estimateTokens } from '../../usage/estimateTokens.ts';
import type { AttachedStore } from '../attachments/attached.ts';
import type { ModelChoice } from '../connection/selectModel.ts';
import { switchModel } from '../connection/switchModel.ts';
import { allProviders, type Endpoint } from '../services/endpoint.ts';
import { logError } from '../services/log.ts';
import { factsOf } from '../services/modelFacts.ts';
import type { Question } from '../services/models.ts';
import { ownValues, parameterValues, type SourcedValue } from '../services/parameterValues.ts';
import { noEndpointProblem, remedyLabel } from '../services/problems.ts';
import { refusedSentence } from '../services/refusalWords.ts';
import { readPresetsSetting, writeRequestValue } from '../services/settings.ts';
import { today } from '../services/today.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { chatTools } from '../tools/chatTools.ts';
import { chatQuestion } from './chatQuestion.ts';
import type { ChatSession } from './chatSession.ts';
import { fieldGroups, ignoredSentence, preparedForForm } from './parameterFields.ts';
import { deletePreset, importPreset, savePreset, sharePreset } from './presetCommands.ts';
import { estimateLine, shownExamples } from './requestPreview.ts';

/** What the webview asks of the drawer. */
export type DrawerMessage = Extract<
  WebviewMessage,
  {
    type:
      | 'showParameters'
      | 'setScope'
      | 'chooseModel'
      | 'setParameter'
      | 'preset'
      | 'savePreset'
      | 'importPreset'
      | 'copyRequest'
      | 'forgetRefusals';
  }
>;

/** What stands in the composer. */
interface NextMessage {
  draft(): string;
  attached: AttachedStore;
}

/** The drawer with the parameters: the form for the chosen model, and the request that the next message would send. */
export class ParameterDrawer implements vscode.Disposable {
  readonly #session: ChatSession;
  readonly #choice: ModelChoice;
  readonly #next: NextMessage;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when there is another view. */
  readonly onDidChange = this.#changed.event;
  #open = false;
  #scope: ParameterScope = 'chat';
  #view: ParametersView | undefined;
  /** The view that is being made, and whether another has to follow it. */
  #making: Promise<void> | undefined;
  #stale = false;
  readonly #disposables: vscode.Disposable[];

  constructor(session: ChatSession, choice: ModelChoice, next: NextMessage, log: vscode.LogOutputChannel) {
    this.#next = next;
    this.#log = log;
    this.#session = session;
    this.#choice = choice;
    this.#disposables = [
      this.#changed,
      choice.memory.onDidChange(() => this.refresh()),
      session.onDidChange(change => {
        if (change.type !== 'delta') this.refresh();
      }),
      next.attached.onDidChange(() => this.refresh()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('gloss')) this.refresh();
      }),
    ];
  }

  /** What the drawer shows; `undefined` while it is closed. */
  get view(): ParametersView | undefined {
    return this.#open ? this.#view : undefined;
  }

  /** Makes the view anew while the drawer is open; changes in the meantime make one more, not one each. */
  refresh(): void {
    if (!this.#open) return;
    if (this.#making) {
      this.#stale = true;
      return;
    }
    this.#stale = false;
    this.#making = this.#make()
      .catch(error => logError(this.#log, error))
      .finally(() => {
        this.#making = undefined;
        if (this.#stale) this.refresh();
      });
  }

  async act(message: DrawerMessage): Promise<void> {
    switch (message.type) {
      case 'showParameters':
        return this.show(message.open);
      case 'setScope':
        this.#scope = message.scope;
        return this.refresh();
      case 'chooseModel':
        return this.#choose(message.provider, message.model);
      case 'setParameter':
        return this.#set(message.key, message.value);
      case 'preset':
        return this.#actOnPreset(message.action, message.name);
      case 'savePreset':
        return savePreset(this.#shownValues());
      case 'importPreset':
        return importPreset();
      case 'copyRequest':
        return this.#copyRequest(message.format);
      case 'forgetRefusals': {
        await this.#choice.memory.forgetRefusals(this.#choice.models.current());
        return;
      }
    }
  }

  async show(open: boolean): Promise<void> {
    await this.#session.restore();
    this.#open = open;
    if (!open) this.#changed.fire();
    this.refresh();
    const endpoint = this.#choice.models.current();
    // The list of models is the provider's own once it has come.
    if (open && endpoint) {
      void this.#choice.lists
        .refresh(endpoint.provider, AbortSignal.timeout(10_000))
        .then(() => this.refresh());
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #make(): Promise<void> {
    const { models, lists, memory } = this.#choice;
    const endpoint = models.current();
    if (!endpoint) {
      this.#open = false;
      this.#view = undefined;
      this.#changed.fire();
      await tellNoEndpoint();
      return;
    }
    const { provider, model } = endpoint;
    const question = await this.#question(endpoint);
    const prepared = models.prepare(endpoint, question);
    // The user's own settings are shown without what a chat puts over them.
    const asked = this.#scope === 'chat' ? question : { ...question, parameters: undefined };
    const shown = preparedForForm(models, endpoint, asked);
    const refused = refusedSentence(memory.of(endpoint).refusals);
    const preset = this.#presetInForce();
    const ignored = ignoredSentence(shown);
    const tokens = await estimateTokens({
      messages: question.messages,
      format: prepared.body['response_format'],
      tools: prepared.body['tools'],
      pictureTokens: pictureTokens(question.pictures ?? [], model.imageCost),
    });
    this.#view = {
      scope: this.#scope,
      models: allProviders().providers.flatMap(candidate => {
        const offered = lists.of(candidate).filter(({ shutdown }) => !shutdown || shutdown > today());
        return offered.length > 0
          ? [
              {
                provider: candidate.id,
                name: candidate.name,
                models: offered.map(({ id }) => ({ id, label: id })),
              },
            ]
          : [];
      }),
      chosen: { provider: provider.id, model: model.id },
      facts: factsOf(model),
      presets: [...readPresetsSetting().keys()],
      ...(preset ? { preset } : {}),
      groups: fieldGroups(model, shown, this.#scope, this.#session.conversation.parameters),
      ...(ignored ? { ignored } : {}),
      ...(refused ? { refused } : {}),
      example: shownExamples(endpoint, prepared.body),
      estimate: estimateLine(tokens, model, prepared.body),
    };
    this.#changed.fire();
  }

  /** What the next message would put to the model. */
  async #question(endpoint: Endpoint): Promise<Question> {
    const draft = this.#next.draft();
    const text = draft.trim() === '' ? vscode.l10n.t('(your message)') : draft;
    const { conversation } = this.#session;
    const attachments = this.#next.attached.of(conversation.id).map(({ attachment }) => attachment);
    const asked = changed(conversation, ...ask(conversation, { text, attachments }).changes);
    const { models } = this.#choice;
    const { tools } = await chatTools(asked, question => models.prepare(endpoint, question));
    const said = tools.length > 0 ? asked.turns : withoutRounds(asked.turns);
    return chatQuestion({ ...asked, turns: turnsFor(endpoint.model, said).turns }, undefined, tools);
  }

  /** What is set in the scope, by key and in the table's order. */
  #ownValues(): Record<string, unknown> {
    if (this.#scope === 'chat') return setValues(this.#session.conversation.parameters ?? {});
    return setValues(Object.fromEntries([...ownValues()].map(([key, { value }]) => [key, value])));
  }

  /** The preset that has exactly the values of the scope. */
  #presetInForce(): string | undefined {
    const own = JSON.stringify(this.#ownValues());
    return own === '{}'
      ? undefined
      : [...readPresetsSetting()].find(([, values]) => JSON.stringify(setValues(values)) === own)?.[0];
  }

  async #choose(providerId: string, modelId: string): Promise<void> {
    const { models, lists, memory, chatParameters } = this.#choice;
    const provider = allProviders().providers.find(({ id }) => id === providerId);
    if (!provider || modelId === '') return;
    const model = lists.of(provider).find(({ id }) => id === modelId) ?? modelOf(provider, modelId);
    const listed = lists.entryOf(provider, modelId);
    await switchModel(models.current(), { provider, model, listed }, { memory, chat: chatParameters() });
  }

  async #set(key: string, entered: ParameterValue): Promise<void> {
    const parameter = parameterSettings.find(candidate => candidate.key === key);
    if (!parameter) return;
    const isText = parameter.control === 'schema' && typeof entered === 'string';
    const value = isText ? parseJson(entered) : entered;
    const unset = isUnset(parameter, value);
    if (this.#scope === 'user') return writeRequestValue(key, unset ? undefined : value);
    await this.#session.setParameters(({ [key]: _old, ...others }) =>
      unset ? others : { ...others, [key]: value },
    );
  }

  async #actOnPreset(action: 'apply' | 'share' | 'delete', name: string): Promise<void> {
    const parameters = readPresetsSetting().get(name);
    if (!parameters) return;
    if (action === 'delete') return deletePreset(name);
    return action === 'share' ? sharePreset({ name, parameters }) : this.#applyPreset(parameters);
  }

  /** The values in force, as the form shows them in its scope. */
  #shownValues(): Map<string, SourcedValue> {
    return parameterValues({
      chat: this.#scope === 'chat' ? this.#session.conversation.parameters : undefined,
    });
  }

  async #applyPreset(parameters: ParameterValues): Promise<void> {
    if (this.#scope === 'chat') return this.#session.setParameters(() => parameters);
    const wanted = setValues(parameters);
    const keys = Object.keys({ ...this.#ownValues(), ...wanted });
    for (const key of keys) await writeRequestValue(key, wanted[key]);
  }

  async #copyRequest(format: ExampleFormat): Promise<void> {
    const endpoint = this.#choice.models.current();
    if (!endpoint) return;
    const { body } = this.#choice.models.prepare(endpoint, await this.#question(endpoint));
    const { baseUrl, key } = endpoint.provider;
    const text = requestExample(format, { baseUrl, keyed: key === 'required', body });
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The request is in the clipboard'), 3_000);
  }
}

async function tellNoEndpoint(): Promise<void> {
  const choose = remedyLabel('selectModel');
  const { message } = noEndpointProblem();
  if ((await vscode.window.showErrorMessage(withoutLinks(message), choose)) !== choose) return;
  await vscode.commands.executeCommand('gloss.selectModel');
}
