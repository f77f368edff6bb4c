import * as vscode from 'vscode';
import type { MeterView, NewPicture, SuggestionView, WebviewMessage } from '../../chat/protocol.ts';
import { calledIn } from '../../tasks/taskCalls.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { Models } from '../services/models.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { type Attachable, bytesAttached, type RawPicture } from './attachable.ts';
import type { AttachedStore } from './attached.ts';
import { callableTasks } from './callableTasks.ts';
import { meterOf } from './meter.ts';
import { type Candidate, suggestContext, workspaceFiles } from './suggestContext.ts';
import { tellGone } from './tellGone.ts';

/** How long the list of the workspace's files is good for, in milliseconds. */
const filesFor = 10_000;

/** What stands in the composer beside its words. Loaded when the composer is first used. */
export class ComposerHost {
  readonly #session: ChatSession;
  readonly #store: AttachedStore;
  readonly #models: Models;
  readonly #tasksFolder: vscode.Uri;
  /** What was suggested last, by its id. */
  #candidates = new Map<string, Candidate>();
  /** Of the last question for suggestions; a later one makes it void. */
  #asking: object | undefined;
  #files: { since: number; found: Promise<vscode.Uri[]> } | undefined;

  constructor(session: ChatSession, store: AttachedStore, models: Models, tasksFolder: vscode.Uri) {
    this.#session = session;
    this.#store = store;
    this.#models = models;
    this.#tasksFolder = tasksFolder;
  }

  /** @returns `undefined` when something else has been asked for in the meantime. */
  async suggest({
    mark,
    query,
  }: Extract<WebviewMessage, { type: 'suggest' }>): Promise<SuggestionView[] | undefined> {
    const asking = {};
    this.#asking = asking;
    if (mark === '/') return this.#tasks(query.toLowerCase());
    const found = await suggestContext(query, () => this.#workspaceFiles());
    if (asking !== this.#asking) return undefined;
    this.#candidates = new Map(found.map((candidate, index) => [String(index), candidate]));
    return [...this.#candidates].map(([id, { icon, label, detail }]) => ({ id, icon, label, detail }));
  }

  /** Looked for once while somebody types. */
  #workspaceFiles(): Promise<vscode.Uri[]> {
    const now = performance.now();
    if (!this.#files || now - this.#files.since > filesFor)
      this.#files = { since: now, found: workspaceFiles() };
    return this.#files.found;
  }

  async #tasks(query: string): Promise<SuggestionView[]> {
    const calls = await callableTasks(this.#tasksFolder);
    return calls
      .filter(({ name, task }) => name.includes(query) || task.title.toLowerCase().includes(query))
      .sort((a, b) => Number(b.name.startsWith(query)) - Number(a.name.startsWith(query)))
      .map(({ name, task }) => ({
        id: name,
        icon: task.icon,
        label: `/${name}`,
        detail: task.title,
        text: `/${name} `,
      }));
  }

  /** Has something that was suggested go along with the next message. */
  async attach(id: string): Promise<RawPicture[]> {
    const candidate = this.#candidates.get(id);
    return candidate ? this.add(() => candidate.read()) : [];
  }

  /** Has a file go along that was dropped onto the panel or pasted. */
  async addFile(name: string, bytes: Uint8Array): Promise<void> {
    await this.add(async () => [await bytesAttached(name, bytes)]);
  }

  /** Has a picture go along that the panel has scaled. */
  async addPicture({ name, ...image }: NewPicture): Promise<void> {
    await this.#session.restore();
    const label = name === '' ? vscode.l10n.t('picture') : name;
    const detail = `${image.width} × ${image.height}`;
    const attachment = { label, detail, languageId: '', text: '', image, imageDetail: 'auto' as const };
    await this.#store.add(this.#session.conversation.id, [{ attachment, icon: 'file-media', tokens: 0 }]);
  }

  /**
   * Has what is read go along with the next message; the user is told why something cannot.
   * @returns pictures that are yet to be scaled.
   */
  async add(read: () => Promise<readonly Attachable[]>): Promise<RawPicture[]> {
    await this.#session.restore();
    const { id } = this.#session.conversation;
    const all = await read();
    await this.#store.add(
      id,
      all.flatMap(one => ('attachment' in one ? [one] : [])),
    );
    const reasons = all.flatMap(one => ('reason' in one ? [one.reason] : []));
    if (reasons.length > 0) vscode.window.showWarningMessage(withoutLinks(reasons.slice(0, 5).join(' ')));
    return all.flatMap(one => ('picture' in one ? [one.picture] : []));
  }

  meter(draft: string): Promise<MeterView | undefined> {
    const { conversation } = this.#session;
    return meterOf(conversation, draft, this.#store.of(conversation.id), this.#models);
  }

  /** Sends a message with what goes along, or runs the task that it calls on that. */
  async send(text: string): Promise<void> {
    await this.#session.restore();
    const call = text.trimStart().startsWith('/')
      ? calledIn(text, await callableTasks(this.#tasksFolder))
      : undefined;
    if (call) {
      await vscode.commands.executeCommand('gloss.runTask', {
        task: call.task.id,
        ...(call.words ? { words: call.words } : {}),
        attached: true,
      });
      return;
    }
    const { attachments, gone, sent } = await this.#store.take(this.#session.conversation.id);
    tellGone(gone);
    await this.#session.ask({ text, attachments }, sent);
  }
}
