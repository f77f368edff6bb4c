import { assert } from 'chai';
import * as vscode from 'vscode';
import type { NewQuestion } from '../../src/chat/conversation.ts';
import type { AssistantTurn } from '../../src/chat/turn.ts';
import { ChatSession } from '../../src/vscode/panel/chatSession.ts';
import { Rewrites } from '../../src/vscode/rewrite/rewrites.ts';
import { ConversationStore } from '../../src/vscode/services/conversationStore.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';
import { turnOf } from './rewriteTurn.ts';
import { untitledDocument } from './untitledDocument.ts';

const one = new vscode.Range(0, 0, 0, 3);
const two = new vscode.Range(1, 0, 1, 3);

/** What asking for a rewrite does, up to its changes. */
export function askedRewrites(): void {
  describe('a rewrite that is asked for', () => {
    const log = vscode.window.createOutputChannel('Gloss asked rewrite test', { log: true });
    const memory = emptyModelMemory();
    const models = new Models({ keys: new Keys(secretStorage()), memory, log });
    const folder = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('No folder is open.');
    const storageUri = vscode.Uri.joinPath(folder.uri, 'storage');
    const session = new ChatSession(models, new ConversationStore(storageUri, log), log, storageUri);
    const shown = new Rewrites(session, log);
    let endpoint: Endpoint;

    async function set(name: string, value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('gloss').update(name, value, Global);
    }

    before(async () => {
      endpoint = await startEndpoint();
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none' }]);
      await set('provider', 'test');
      await set('model', 'gpt-4o-mini');
      // The endpoint plays its scripts in the order of the requests.
      await set('batch.concurrency', 1);
    });
    beforeEach(forgetPredictions);
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    after(async () => {
      for (const name of ['customEndpoints', 'provider', 'model', 'batch.concurrency'])
        await set(name, undefined);
      for (const disposable of [shown, session, models, log]) disposable.dispose();
      await vscode.workspace.fs.delete(storageUri, { recursive: true });
      await endpoint.close();
    });

    async function forgetPredictions(): Promise<void> {
      const endpoint = models.current() ?? assert.fail('No model is chosen.');
      await memory.add(endpoint, { predictions: undefined });
    }

    /** Asks for the lines of a document to be rewritten, each by itself. @returns the answer. */
    async function answerTo(...ranges: vscode.Range[]): Promise<AssistantTurn> {
      const document = await untitledDocument('one\ntwo\n');
      const { question } = turnOf(
        document,
        ranges.map(range => [range, '']),
      );
      await session.ask({ ...question, words: 'In German' });
      return lastAnswer();
    }

    function lastAnswer(): AssistantTurn {
      const answer = session.conversation.turns.at(-1);
      return answer?.role === 'assistant' ? answer : assert.fail('There is no answer.');
    }

    /** Resolves when changes are shown. */
    async function changesShown(): Promise<void> {
      while (diffs().length === 0) await nextTabs();
    }

    function nextTabs(): Promise<void> {
      return new Promise<void>(resolve => {
        const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
          listening.dispose();
          resolve();
        });
      });
    }

    /** A follow-up on the last question that is none. */
    function followUp(words: string, results: string[]): NewQuestion {
      const asked = session.conversation.turns.findLast(turn => turn.role === 'user' && !turn.followUp);
      if (asked?.role !== 'user') return assert.fail('There is no question.');
      const { id, role: _role, ...question } = asked;
      return { ...question, words, followUp: { first: id, asked: asked.words ?? '', results } };
    }

    function diffs(): vscode.TabInputTextDiff[] {
      return vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
    }

    async function rightSide(): Promise<vscode.TextDocument> {
      const [diff, ...others] = diffs();
      assert.lengthOf(others, 0);
      return vscode.workspace.openTextDocument(diff?.modified ?? assert.fail('No changes are shown.'));
    }

    function nextChange(): Promise<void> {
      return new Promise<void>(resolve => {
        const listening = vscode.workspace.onDidChangeTextDocument(() => {
          listening.dispose();
          resolve();
        });
      });
    }

    it('has a result for each cursor, what became of the predictions, and its changes in front', async () => {
      endpoint.play({ text: 'eins' });
      endpoint.play({ text: 'two' });
      const { state, cards, receipt } = await answerTo(one, two);
      assert.strictEqual(state, 'complete');
      assert.deepEqual(cards, [
        { kind: 'rewrite', text: 'eins', languageId: 'plaintext', unchanged: false },
        { kind: 'rewrite', text: 'two', languageId: 'plaintext', unchanged: true },
      ]);
      assert.deepEqual(receipt?.prediction, { accepted: 1, rejected: 1 });
      await changesShown();
    });

    it('opens no changes when there are none', async () => {
      endpoint.play({ text: 'one' });
      endpoint.play({ text: 'eins' });
      const { cards } = await answerTo(one);
      assert.deepEqual(
        cards?.map(card => card.kind === 'rewrite' && card.unchanged),
        [true],
      );
      await answerTo(one);
      await changesShown();
      const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
      assert.lengthOf(
        tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff),
        1,
        'those of the second',
      );
    });

    it('shows no result when one of several was cut, and asks for that one alone when it is tried again', async () => {
      const count = endpoint.requests.length;
      endpoint.play('length');
      endpoint.play({ text: 'zwei' });
      const { id, state, cards, notes, receipt: first } = await answerTo(one, two);
      assert.strictEqual(state, 'cut');
      assert.isUndefined(cards);
      assert.deepEqual(notes, [
        '1 of 2 results are there and are kept: the next attempt asks for the others alone.',
      ]);
      assert.lengthOf(
        endpoint.requests,
        count + 2,
        'one failure does not keep the others from their answers',
      );

      endpoint.play({ text: 'eins' });
      await session.retry(id);
      const again = lastAnswer();
      assert.strictEqual(again.state, 'complete');
      assert.deepEqual(
        again.cards?.map(card => card.kind === 'rewrite' && card.text),
        ['eins', 'zwei'],
      );
      assert.isUndefined(again.kept);
      assert.notInclude(again.notes?.join() ?? '', 'are kept');
      assert.lengthOf(endpoint.requests, count + 3);
      assert.include(endpoint.requests.at(-1)?.text, '\\none\\n');
      assert.isAbove(
        again.receipt?.promptTokens ?? 0,
        first?.promptTokens ?? Infinity,
        'all that was paid for',
      );
      await changesShown();
    });

    it('is followed up for each cursor with its own result, in the place of the former changes', async () => {
      endpoint.play({ text: 'eins' });
      endpoint.play({ text: 'zwei' });
      await answerTo(one, two);
      await changesShown();
      await forgetPredictions();
      const count = endpoint.requests.length;
      endpoint.play({ text: 'Eins' });
      endpoint.play({ text: 'Zwei' });
      await session.ask(followUp('Larger', ['eins', 'zwei']));
      const asked = endpoint.requests.slice(count).map(({ text }) => JSON.parse(text));
      assert.deepEqual(
        asked.map(({ messages, prediction }) => [messages.at(-2), messages.at(-1), prediction.content]),
        ['eins', 'zwei'].map(content => [
          { role: 'assistant', content },
          { role: 'user', content: 'Larger' },
          content,
        ]),
      );
      assert.isTrue(asked.every(({ messages }) => messages[1].content.startsWith('In German\n\n')));
      const right = await rightSide();
      while (right.getText() !== 'Eins\nZwei\n') await nextChange();
    });

    it('that fails at its follow-up stays shown, and is shown no more when nothing is to be changed', async () => {
      endpoint.play({ text: 'eins' });
      await answerTo(one);
      await changesShown();
      const right = await rightSide();
      endpoint.play('refusal');
      await session.ask(followUp('Larger', ['eins']));
      assert.strictEqual(lastAnswer().state, 'refused');
      assert.strictEqual(right.getText(), 'eins\ntwo\n');
      const closed = new Promise<void>(resolve => {
        const listening = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
          if (!closed.some(({ input }) => input instanceof vscode.TabInputTextDiff)) return;
          listening.dispose();
          resolve();
        });
      });
      endpoint.play({ text: 'one' });
      await session.ask(followUp('As it was', ['eins']));
      await closed;
    });

    it('that is followed up keeps its changes when the source was edited before the answer came', async () => {
      endpoint.play({ text: 'eins' });
      await answerTo(one);
      await changesShown();
      const right = await rightSide();
      const { original } = diffs()[0] ?? assert.fail('No changes are shown.');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(original, new vscode.Position(0, 1), '!');
      await vscode.workspace.applyEdit(edit);
      endpoint.play({ text: 'Eins' });
      await session.ask(followUp('Larger', ['eins']));
      while (diffs().length < 2) await nextTabs();
      const undone = new vscode.WorkspaceEdit();
      undone.delete(original, new vscode.Range(0, 1, 0, 2));
      await vscode.workspace.applyEdit(undone);
      while (right.getText() !== 'eins\ntwo\n') await nextChange();
    });

    it('begins no further one after what would befall them all', async () => {
      const count = endpoint.requests.length;
      endpoint.play({ text: 'eins' });
      endpoint.play('noQuota');
      const { state, kept } = await answerTo(one, two, new vscode.Range(1, 1, 1, 3));
      assert.strictEqual(state, 'error');
      assert.deepEqual(
        kept?.results.map(result => result?.text),
        ['eins', undefined, undefined],
      );
      assert.lengthOf(endpoint.requests, count + 2);
    });

    it('is asked for at several cursors at the same time, and one stop is for all', async () => {
      await set('batch.concurrency', 2);
      const count = endpoint.requests.length;
      endpoint.hold();
      const answering = answerTo(one, two, new vscode.Range(1, 1, 1, 3));
      while (endpoint.requests.length < count + 2) await endpoint.nextRequest();
      session.stop();
      const { state, cards } = await answering;
      endpoint.release();
      await set('batch.concurrency', 1);
      assert.strictEqual(state, 'stopped');
      assert.isUndefined(cards);
      assert.lengthOf(endpoint.requests, count + 2);
    });

    it('says once that predictions do not pay', async () => {
      const notes: number[] = [];
      for (let rewrite = 0; rewrite < 4; rewrite++) {
        endpoint.play({ text: 'something else' });
        notes.push((await answerTo(one)).notes?.length ?? 0);
        await changesShown();
      }
      assert.deepEqual(notes, [0, 0, 1, 0]);
    });
  });
}
