import assert from 'node:assert/strict';
import { ask, changed } from '../../../../src/chat/conversation.ts';
import type { AssistantTurn } from '../../../../src/chat/turn.ts';
import { modelOf } from '../../../../src/models/provider.ts';
import { providers } from '../../../../src/models/providers/index.ts';
import { filesIn, newBatch, settleFile } from '../../../../src/tasks/batch.ts';
import type { Asked, Memento } from '../../../../src/vscode/services/modelMemory.ts';
import '../../../standIn/useStandIn.ts';

const vscode = await import('vscode');
const { ConversationStore } = await import('../../../../src/vscode/services/conversationStore.ts');
const { AttachedStore } = await import('../../../../src/vscode/attachments/attached.ts');
const { BatchStore } = await import('../../../../src/vscode/batch/batchStore.ts');
const { TranslationStore } = await import('../../../../src/vscode/translate/translationStore.ts');
const { ModelMemory } = await import('../../../../src/vscode/services/modelMemory.ts');
const { ledgerFolder } = await import('../../../../src/vscode/usage/ledgerFolder.ts');
const { changeFileTags, readFileTags } = await import('../../../../src/vscode/tags/tagsFileOf.ts');
const { Ledger } = await import('../../../../src/usage/ledger.ts');

/** Something that is on disk, so that a user may have been shown it or a model asked. */
export type Confirmed =
  | { did: 'begin' }
  | Said
  | { did: 'pay' }
  | { did: 'translate'; key: string; text: string }
  | { did: 'batch'; uri: string }
  | { did: 'tag'; file: string }
  | { did: 'learn'; model: string }
  /** Labels of what goes along with the next message. */
  | { did: 'attach'; conversation: string; labels: readonly string[] };

/** A question, or as much of an answer: how long it is, and how it begins. */
export interface Said {
  did: 'say';
  conversation: string;
  turn: string;
  start: string;
  length: number;
}

const said = (conversation: string, turn: string, text: string): Said => ({
  did: 'say',
  conversation,
  turn,
  start: text.slice(0, 100),
  length: text.length,
});

const day = '2026-11-21';
const log = { error: () => undefined };
const nothing = { text: '', detail: '', languageId: 'plaintext' };

const noState: Memento = { keys: () => [], get: () => undefined, update: async () => undefined };

/**
 * What Gloss keeps on disk, as one window has it.
 * @param folder the extension's own
 * @param globalState what the editor keeps for it
 */
export function openKept(folder: string, globalState: Memento = noState) {
  const uri = vscode.Uri.file(folder);
  const conversations = new ConversationStore(uri, log);
  const attached = new AttachedStore(uri, log);
  const batches = new BatchStore(uri, log);
  const translations = new TranslationStore(uri, log);
  const ledger = new Ledger(ledgerFolder(vscode.Uri.joinPath(uri, 'ledger')), crypto.randomUUID());
  const workspace = { uri: vscode.Uri.joinPath(uri, 'workspace'), name: 'workspace', index: 0 };
  const memory = new ModelMemory({ globalStorageUri: uri, globalState }, log);
  return { conversations, attached, batches, translations, ledger, workspace, memory };
}
export type Kept = ReturnType<typeof openKept>;

/** Asks a question and lets its answer come, in the conversation that is open or in another one. */
export async function* talk(
  { conversations }: Kept,
  which: 'open' | 'new',
  question: string,
  pieces: readonly string[],
): AsyncGenerator<Confirmed> {
  const before = await conversations.restore();
  const conversation = which === 'open' ? before : changed({ ...before, id: crypto.randomUUID() });
  const asked = ask(which === 'open' ? before : { ...before, turns: [] }, {
    text: question,
    attachments: [],
  });
  const { id } = conversation;
  await Promise.all([conversations.open(id), conversations.append(id, ...asked.changes)]);
  const [first] = asked.changes;
  if (first?.type === 'turn') yield said(id, first.turn.id, question);
  let answer: AssistantTurn = asked.answer;
  for (const text of pieces) {
    const at = answer.text.length;
    answer = { ...answer, text: answer.text + text };
    await conversations.append(id, { type: 'text', id: answer.id, at, text });
    yield said(id, answer.id, answer.text);
  }
  await conversations.append(id, { type: 'turn', turn: { ...answer, state: 'complete' } });
}

/** Pays for a request. */
export async function pay({ ledger }: Kept, model: string): Promise<Confirmed> {
  const tokens = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };
  await ledger.add(
    { day, host: 'host', task: 'chat' },
    { model, ...tokens, approximate: false, cost: 1, elapsed: 1 },
  );
  return { did: 'pay' };
}

/** How many requests have been paid for. */
export async function paid({ ledger }: Kept): Promise<number> {
  return (await ledger.on(day)).reduce((sum, { requests }) => sum + requests, 0);
}

export async function translate({ translations }: Kept, key: string, text: string): Promise<Confirmed> {
  await translations.change([[key, text]]);
  return { did: 'translate', key, text };
}

/** Does a few files of the task over many, if no other window is at it. */
export async function workOnBatch({ batches }: Kept, uris: readonly string[]): Promise<Confirmed[]> {
  const done = await batches.run(async () => {
    const before = (await batches.load()) ?? newBatch('tags', []);
    const files = uris.map(uri => ({ uri, state: 'waiting' as const }));
    let batch = { ...before, files: [...before.files, ...files] };
    await batches.save(batch);
    for (const uri of uris) {
      const file = { uri, state: 'failed' as const, problem: '' };
      batch = settleFile(batch, file);
      await batches.saveTried(batch, file);
    }
    return uris.map(uri => ({ did: 'batch' as const, uri }));
  });
  return done ?? [];
}

export async function doneInBatch({ batches }: Kept): Promise<string[]> {
  const batch = await batches.load();
  return batch ? filesIn(batch, 'failed').map(({ uri }) => uri) : [];
}

/** A model of an endpoint. */
export function modelNamed(id: string): Asked {
  const [provider] = providers;
  if (!provider) throw new Error('There is no provider.');
  return { provider, model: modelOf(provider, id) };
}

/** Finds out that a model refuses something. */
export async function learn({ memory }: Kept, model: string): Promise<Confirmed> {
  await memory.addRefusal(modelNamed(model), { change: 'drop', field: 'temperature' });
  return { did: 'learn', model };
}

export async function saveTags({ workspace }: Kept, file: string): Promise<Confirmed> {
  assert.equal(await changeFileTags(workspace, new Map([[file, [file]]])), 'saved');
  return { did: 'tag', file };
}

/** The files that have saved tags. */
export async function taggedFiles({ workspace }: Kept): Promise<string[]> {
  return Object.keys(await readFileTags(workspace));
}

/** Has something go along with the next message, or sends that away with all there is. */
export async function attach(
  { attached }: Kept,
  conversation: string,
  label: string | undefined,
): Promise<Confirmed> {
  if (label === undefined) (await attached.take(conversation)).sent();
  else await attached.add(conversation, [{ attachment: { ...nothing, label }, tokens: 1, icon: 'file' }]);
  await attached.written();
  return { did: 'attach', conversation, labels: attached.of(conversation).map(one => one.attachment.label) };
}
