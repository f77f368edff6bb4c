import * as vscode from 'vscode';
import { ask } from '../../chat/conversation.ts';
import type {
  ExampleFormat,
  ParameterScope,
  ParametersView,
  ParameterValue,
  WebviewMessage,
} from '../../chat/protocol.ts';
import { parameterSettings } from '../../models/parameters.ts';
import { type ParameterValues, readPreset, writePreset } from '../../models/presets.ts';
import { modelOf } from '../../models/provider.ts';
import { requestExample } from '../../models/requestExamples.ts';
import { isUnset } from '../../models/sampling.ts';
import { parseJson } from '../../openai/parseJson.ts';
import { estimateTokens } from '../../usage/estimateTokens.ts';
import type { ModelChoice } from '../connection/selectModel.ts';
import { switchModel } from '../connection/switchModel.ts';
import { panelView } from '../contributions/views.ts';
import { allProviders } from '../services/endpoint.ts';
import { logError } from '../services/log.ts';
import { ownValues, parameterValues } from '../services/parameterValues.ts';
import { mistakeSentence } from '../services/parameterWords.ts';
import { noEndpointProblem, remedyLabel } from '../services/problems.ts';
import { refusedSentence } from '../services/refusalWords.ts';
import { readPresetsSetting, writePresetSetting, writeRequestValue } from '../services/settings.ts';
import { today } from '../services/today.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { chatQuestion } from './chatQuestion.ts';
import type { ChatSession } from './chatSession.ts';
import { estimateLine, factsOf, fieldGroups, ignoredSentence, shownExamples } from './parametersView.ts';

/** What the webview asks of the drawer. */
export type DrawerMessage = Extract<
  WebviewMessage,
  {
    type:
      | 'showParameters'
      | 'setScope'
      | 'draft'
      | 'chooseModel'
      | 'setParameter'
      | 'preset'
      | 'savePreset'
      | 'importPreset'
      | 'copyRequest'
      | 'forgetRefusals';
  }
>;

/** The drawer with the parameters: the form for the chosen model, and the request that the next message would send. */
export class ParameterDrawer implements vscode.Disposable {
  readonly #session: ChatSession;
  readonly #choice: ModelChoice;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when there is another view. */
  readonly onDidChange = this.#changed.event;
  #open = false;
  #scope: ParameterScope = 'chat';
  #draft = '';
  #view: ParametersView | undefined;
  /** The view that is being made, and whether another has to follow it. */
  #making: Promise<void> | undefined;
  #stale = false;
  readonly #disposables: vscode.Disposable[];

  constructor(session: ChatSession, choice: ModelChoice, log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#session = session;
    this.#choice = choice;
    this.#disposables = [
      this.#changed,
      choice.memory.onDidChange(() => this.refresh()),
      session.onDidChange(change => {
        if (change.type !== 'delta') this.refresh();
      }),
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
      case 'draft':
        this.#draft = message.text;
        return this.refresh();
      case 'chooseModel':
        return this.#choose(message.provider, message.model);
      case 'setParameter':
        return this.#set(message.key, message.value);
      case 'preset':
        return this.#presetAction(message.action, message.name);
      case 'savePreset':
        return this.#savePreset();
      case 'importPreset':
        return this.#importPreset();
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
    const question = this.#question();
    const prepared = models.prepare(endpoint, question);
    // The user's own settings are shown without what a chat puts over them.
    const shown =
      this.#scope === 'chat' ? prepared : models.prepare(endpoint, { ...question, parameters: undefined });
    const refused = refusedSentence(memory.of(endpoint).refusals);
    const preset = this.#presetInForce();
    const ignored = ignoredSentence(shown);
    const tokens = await estimateTokens(question.messages);
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
  #question(): ReturnType<typeof chatQuestion> {
    const text = this.#draft.trim() === '' ? vscode.l10n.t('(your message)') : this.#draft;
    return chatQuestion(ask(this.#session.conversation, { text, attachments: [] }).conversation);
  }

  /** What is set in the scope, by key and in the table's order. */
  #ownValues(): Record<string, unknown> {
    if (this.#scope === 'chat') return setOf(this.#session.conversation.parameters ?? {});
    return setOf(Object.fromEntries([...ownValues()].map(([key, { value }]) => [key, value])));
  }

  /** The preset that has exactly the values of the scope. */
  #presetInForce(): string | undefined {
    const own = JSON.stringify(this.#ownValues());
    return own === '{}'
      ? undefined
      : [...readPresetsSetting()].find(([, values]) => JSON.stringify(setOf(values)) === own)?.[0];
  }

  async #choose(providerId: string, modelId: string): Promise<void> {
    const { models, lists, memory, chatParameters } = this.#choice;
    const provider = allProviders().providers.find(({ id }) => id === providerId);
    if (!provider || modelId === '') return;
    const model = lists.of(provider).find(({ id }) => id === modelId) ?? modelOf(provider, modelId);
    const listed = lists.entryOf(provider, modelId);
    await switchModel(models.current(), { provider, model, listed }, { memory, chat: chatParameters() });
  }

  async #set(key: string, value: ParameterValue): Promise<void> {
    const parameter = parameterSettings.find(candidate => candidate.key === key);
    if (!parameter) return;
    const unset = isUnset(parameter, value);
    if (this.#scope === 'user') return writeRequestValue(key, unset ? undefined : value);
    await this.#session.setParameters(({ [key]: _old, ...others }) =>
      unset ? others : { ...others, [key]: value },
    );
  }

  async #presetAction(action: 'apply' | 'share' | 'delete', name: string): Promise<void> {
    const parameters = readPresetsSetting().get(name);
    if (!parameters) return;
    if (action === 'delete') return this.#deletePreset(name);
    if (action === 'share') {
      await vscode.env.clipboard.writeText(writePreset({ name, parameters }));
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The preset is in the clipboard'), 3_000);
      return;
    }
    if (this.#scope === 'chat') return this.#session.setParameters(() => parameters);
    const wanted = setOf(parameters);
    const changes = Object.keys({ ...this.#ownValues(), ...wanted }).map(key => ({
      key,
      value: wanted[key],
    }));
    for (const { key, value } of changes) await writeRequestValue(key, value);
  }

  async #deletePreset(name: string): Promise<void> {
    const remove = vscode.l10n.t('Delete');
    const question = vscode.l10n.t('Delete the preset “{0}”?', name);
    if ((await vscode.window.showWarningMessage(question, { modal: true }, remove)) !== remove) return;
    await writePresetSetting(name, undefined);
  }

  async #savePreset(): Promise<void> {
    // As the form shows them; what names a person or their work is not for others.
    const chat = this.#scope === 'chat' ? this.#session.conversation.parameters : undefined;
    const set = parameterValues({ chat });
    const values = parameterSettings.flatMap(({ key, identifies }) => {
      const { value } = set.get(key) ?? {};
      return value === undefined || identifies ? [] : [[key, value] as const];
    });
    if (values.length === 0) {
      vscode.window.showInformationMessage(vscode.l10n.t('Set a parameter first.'));
      return;
    }
    const entered = await vscode.window.showInputBox({
      title: vscode.l10n.t('Save as preset'),
      prompt: vscode.l10n.t('A name for these values: {0}', values.map(([key]) => key).join(', ')),
      validateInput: remarkOnName,
    });
    await backToPanel();
    const name = entered?.trim();
    if (!name) return;
    await writePresetSetting(name, Object.fromEntries(values));
  }

  async #importPreset(): Promise<void> {
    const clipboard = await vscode.env.clipboard.readText();
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Import preset'),
      prompt: vscode.l10n.t('The preset as JSON: { "name": …, "parameters": { … } }'),
      // Only what is a preset: whatever else is in the clipboard is the user's own business.
      value: 'preset' in readPreset(parseJson(clipboard)) ? clipboard : '',
      validateInput: entered => (entered.trim() === '' ? undefined : remarkOn(entered)),
    });
    await backToPanel();
    const read = readPreset(parseJson(text ?? ''));
    if ('preset' in read) await writePresetSetting(read.preset.name, read.preset.parameters);
  }

  async #copyRequest(format: ExampleFormat): Promise<void> {
    const endpoint = this.#choice.models.current();
    if (!endpoint) return;
    const { body } = this.#choice.models.prepare(endpoint, this.#question());
    const { baseUrl, key } = endpoint.provider;
    const text = requestExample(format, { baseUrl, keyed: key === 'required', body });
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The request is in the clipboard'), 3_000);
  }
}

/** An input box takes the focus and gives it to the editor. */
async function backToPanel(): Promise<void> {
  await vscode.commands.executeCommand(`${panelView}.focus`);
}

async function tellNoEndpoint(): Promise<void> {
  const choose = remedyLabel('selectModel');
  const { message } = noEndpointProblem();
  if ((await vscode.window.showErrorMessage(withoutLinks(message), choose)) !== choose) return;
  await vscode.commands.executeCommand('gloss.selectModel');
}

/** The values of known parameters that are set, in the table's order. */
function setOf(values: ParameterValues): Record<string, unknown> {
  return Object.fromEntries(
    parameterSettings.flatMap(parameter => {
      const value = values[parameter.key];
      return isUnset(parameter, value) ? [] : [[parameter.key, value]];
    }),
  );
}

function remarkOnName(name: string): vscode.InputBoxValidationMessage | undefined {
  if (name.trim().length > 60) return remark('Error', vscode.l10n.t('At most 60 characters.'));
  // The one name that a setting cannot hold.
  if (name.trim() === '__proto__') return remark('Error', vscode.l10n.t('Another name, please.'));
  return readPresetsSetting().has(name.trim())
    ? remark('Info', vscode.l10n.t('Replaces the preset of this name.'))
    : undefined;
}

/** Why a text is no preset, or what it would do that its owner may not expect. */
function remarkOn(text: string): vscode.InputBoxValidationMessage | undefined {
  const read = readPreset(parseJson(text));
  if ('preset' in read) {
    const personal = parameterSettings
      .filter(({ key, personal }) => personal && key in read.preset.parameters)
      .map(({ label }) => label);
    const about = remarkOnName(read.preset.name);
    if (personal.length === 0) return about;
    const effect = vscode.l10n.t(
      'Sets what changes the cost or tells the provider of you: {0}.',
      personal.join(', '),
    );
    return remark('Info', about ? `${about.message} ${effect}` : effect);
  }
  if (read.mistake === 'notPreset') return remark('Error', vscode.l10n.t('This is no preset.'));
  if ('unknown' in read.mistake) {
    return remark('Error', vscode.l10n.t('There is no parameter “{0}”.', read.mistake.unknown));
  }
  return remark('Error', mistakeSentence(read.mistake, 'chat'));
}

function remark(severity: 'Info' | 'Error', message: string): vscode.InputBoxValidationMessage {
  return { message: withoutLinks(message), severity: vscode.InputBoxValidationSeverity[severity] };
}
