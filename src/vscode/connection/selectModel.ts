import * as vscode from 'vscode';
import { type Model, modelOf, type Provider } from '../../models/provider.ts';
import type { Failure } from '../../openai/failure.ts';
import { addressOf, allProviders } from '../services/endpoint.ts';
import { endpointMistakeSentence } from '../services/endpointMistake.ts';
import { shortFacts } from '../services/modelFacts.ts';
import type { ModelLists } from '../services/modelLists.ts';
import type { ModelMemory } from '../services/modelMemory.ts';
import type { Models } from '../services/models.ts';
import { openSettings } from '../services/settings.ts';
import { today } from '../services/today.ts';
import { withoutIcons } from '../services/withoutIcons.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { noticeView, type ShutdownNotices } from './shutdownNotice.ts';
import { type Successor, switchModel } from './switchModel.ts';

/** What choosing a model works with. */
export interface ModelChoice {
  models: Models;
  lists: ModelLists;
  memory: ModelMemory;
  notices: ShutdownNotices;
  /** The parameters of the conversation that is shown. */
  chatParameters: () => Readonly<Record<string, unknown>> | undefined;
}

interface ModelItem extends vscode.QuickPickItem {
  isCurrent?: boolean;
  choice?: Successor | { provider: Provider; model: 'other' };
}

/** A list that takes longer, in milliseconds, is shown without; it may still come while the user looks. */
const patience = 10_000;

/** Lets the user choose who answers. @returns whether they did. */
export async function selectModel(choice: ModelChoice): Promise<boolean> {
  const { models, lists, memory, chatParameters } = choice;
  const current = models.current();
  const { providers, mistakes } = allProviders();
  if (mistakes.length > 0) void tellOfMistakes(mistakes.map(endpointMistakeSentence).join(' '));
  // Whoever answers now stands first.
  const isCurrent = ({ id }: Provider): number => (id === current?.provider.id ? 0 : 1);
  const picked = await pick(
    providers.toSorted((a, b) => isCurrent(a) - isCurrent(b)),
    choice,
  );
  if (!picked) return false;
  const model = picked.model === 'other' ? await askForModel(picked.provider) : picked.model;
  if (!model) return false;
  const listed = lists.entryOf(picked.provider, model.id);
  await switchModel(
    current,
    { provider: picked.provider, model, listed },
    { memory, chat: chatParameters() },
  );
  return true;
}

/** Lists that arrive within this time of one another, in milliseconds, change what is shown once. */
const together = 300;

/** So long after a change, in milliseconds, what is picked may have been meant for the list before. */
const settling = 250;

/** Shows what is known at once, and what providers list as their answers arrive. */
function pick(
  providers: readonly Provider[],
  { models, lists, notices }: ModelChoice,
): Promise<ModelItem['choice']> {
  const quickPick = vscode.window.createQuickPick<ModelItem>();
  quickPick.title = vscode.l10n.t('Provider and model');
  quickPick.placeholder = vscode.l10n.t('Who is to answer?');
  quickPick.matchOnDescription = true;
  const failures = new Map<string, Failure | 'noKey'>();
  const show = (): void => {
    const [before] = quickPick.activeItems;
    quickPick.keepScrollPosition = true;
    quickPick.items = [
      ...successorItems(notices),
      ...providers.flatMap(provider => itemsOf(provider, models, lists, failures.get(provider.id))),
    ];
    // Whatever arrives, the user stays where they were; at first that is who answers now, so that Enter changes nothing.
    const active = quickPick.items.find(item => (before ? isSame(item, before) : item.isCurrent));
    if (active) quickPick.activeItems = [active];
  };
  const closed = new AbortController();
  const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(patience)]);
  let shownAt = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    clearTimeout(waiting);
    if (closed.signal.aborted) return;
    show();
    shownAt = performance.now();
  };
  quickPick.busy = true;
  show();
  quickPick.show();
  const asked = providers.map(async provider => {
    const failure = await lists.refresh(provider, signal);
    if (failure) failures.set(provider.id, failure);
    clearTimeout(waiting);
    // What comes together is shown together: every change of the list is one under somebody's hand.
    waiting = setTimeout(update, together);
  });
  void Promise.allSettled(asked).then(() => {
    update();
    if (!closed.signal.aborted) quickPick.busy = false;
  });
  return new Promise(resolve => {
    quickPick.onDidAccept(() => {
      // The editor names what was picked by its place, which in a list that has just changed is another's.
      if (performance.now() - shownAt < settling) {
        // So that the same may be picked again.
        quickPick.selectedItems = [];
        return;
      }
      resolve(quickPick.selectedItems[0]?.choice);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      closed.abort();
      clearTimeout(waiting);
      quickPick.dispose();
      resolve(undefined);
    });
  });
}

function isSame(a: ModelItem, b: ModelItem): boolean {
  const id = ({ choice }: ModelItem): string | undefined =>
    choice?.model === 'other' ? 'other' : choice?.model.id;
  return a.choice?.provider.id === b.choice?.provider.id && id(a) === id(b) && a.label === b.label;
}

/** On top while the current model is about to end: the way past that in one step. */
function successorItems(notices: ShutdownNotices): ModelItem[] {
  const notice = notices.current();
  if (!notice?.successor) return [];
  const { message, accept = '' } = noticeView(notice);
  return [{ label: `$(arrow-right) ${accept}`, description: message, choice: notice.successor }];
}

function itemsOf(
  provider: Provider,
  models: Models,
  lists: ModelLists,
  failure: Failure | 'noKey' | undefined,
): ModelItem[] {
  const current = models.current();
  const own = lists.of(provider);
  // One that was entered by name is in no list.
  const entered =
    current?.provider.id === provider.id && own.every(({ id }) => id !== current.model.id)
      ? [current.model]
      : [];
  const { host } = addressOf(provider);
  const items = [...entered, ...own].map(model =>
    itemOf(provider, model, current?.provider.id === provider.id && current.model.id === model.id),
  );
  return [
    { label: provider.name, kind: vscode.QuickPickItemKind.Separator },
    ...items,
    {
      label: `$(edit) ${vscode.l10n.t('Another model of {0}…', provider.name)}`,
      ...(failure && failure !== 'noKey' ? { description: unlistedWord(failure, host) } : {}),
      choice: { provider, model: 'other' },
    },
  ];
}

function unlistedWord({ kind }: Failure, host: string): string {
  if (kind === 'unreachable' || kind === 'unresolved' || kind === 'tls') {
    return vscode.l10n.t('{0} cannot be reached', host);
  }
  return kind === 'wrongKey'
    ? vscode.l10n.t('{0} does not accept the API key', host)
    : vscode.l10n.t('{0} does not list its models', host);
}

function itemOf(provider: Provider, model: Model, isCurrent: boolean): ModelItem {
  const facts = shortFacts(model);
  if (!model.shutdown) {
    return {
      label: (isCurrent ? '$(check) ' : '') + withoutIcons(model.id),
      description: facts.join(' · '),
      choice: { provider, model },
      isCurrent,
    };
  }
  const over = model.shutdown <= today();
  const end = over
    ? vscode.l10n.t('shut down on {0}', model.shutdown)
    : vscode.l10n.t('to be shut down on {0}', model.shutdown);
  return {
    // A quick pick has no strike-through of its own; the plain name in the description is what filters and is read out.
    label: (isCurrent ? '$(check) ' : '') + withoutIcons(over ? struck(model.id) : model.id),
    description: [...(over ? [withoutIcons(model.id)] : []), end, ...facts].join(' · '),
    choice: { provider, model },
    isCurrent,
  };
}

/** A text with a line through it, by the combining character that draws one. */
function struck(text: string): string {
  return [...text].map(character => `${character}\u0336`).join('');
}

async function askForModel(provider: Provider): Promise<Model | undefined> {
  const entered = await vscode.window.showInputBox({
    title: vscode.l10n.t('Model of {0}', provider.name),
    prompt: vscode.l10n.t('The provider’s name for the model'),
  });
  const id = entered?.trim();
  return id ? modelOf(provider, id) : undefined;
}

async function tellOfMistakes(message: string): Promise<void> {
  const open = vscode.l10n.t('Open Setting');
  if ((await vscode.window.showWarningMessage(withoutLinks(message), open)) === open)
    await openSettings('customEndpoints');
}
