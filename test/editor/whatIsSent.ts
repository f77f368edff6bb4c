import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import * as vscode from 'vscode';
import { ask as askIn, changed, newConversation } from '../../src/chat/conversation.ts';
import type { AnswerEnd } from '../../src/openai/answer.ts';
import { fileAttached, folderAttached } from '../../src/vscode/attachments/attachable.ts';
import { collectFiles } from '../../src/vscode/batch/collectFiles.ts';
import { chatQuestion } from '../../src/vscode/panel/chatQuestion.ts';
import { Models, type Question } from '../../src/vscode/services/models.ts';
import { problemOf } from '../../src/vscode/services/problems.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { answerTo } from '../../src/vscode/tasks/answerTo.ts';
import { translateTexts } from '../../src/vscode/translate/translateTexts.ts';
import { TranslationStore } from '../../src/vscode/translate/translationStore.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { canaries } from '../unit/outgoing/canaries.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** What of requests that nobody can be asked about is not sent. */
export function whatIsSent(): void {
  describe('what may be a secret', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
    const storage = vscode.Uri.joinPath(folder, 'what-is-sent');
    const log = vscode.window.createOutputChannel('Gloss sending test', { log: true });
    const secrets = secretStorage();
    const models = new Models({ keys: new Keys(secrets), memory: emptyModelMemory(), log });
    const all = canaries(3).map(([, secret]) => secret);
    const [canary = ''] = all;
    let endpoint: Endpoint;

    const set = (name: string, value: unknown) =>
      vscode.workspace.getConfiguration('gloss').update(name, value, vscode.ConfigurationTarget.Global);

    async function ready() {
      const ready = await models.ready();
      if ('problem' in ready) throw new Error(ready.problem.message);
      return ready.model;
    }

    /** Asks as one of many, where nobody is asked anything. */
    async function ask(question: Partial<Question>): Promise<{ end: AnswerEnd; detail: string | undefined }> {
      const model = await ready();
      const whole = { messages: [], sampling: {}, paced: true, ...question };
      for await (const event of model.ask(whole, new AbortController().signal)) {
        if (event.type !== 'end') continue;
        return { end: event.end, detail: problemOf(event.end, model.endpoint)?.detail };
      }
      throw new Error('The answer did not end.');
    }

    const says = (content: string): Partial<Question> => ({ messages: [{ role: 'user', content }] });

    before(async () => {
      endpoint = await startEndpoint();
      const models = [{ id: 'gpt-4o-mini', contextWindow: 4_000 }];
      await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none', models }]);
      await set('provider', 'test');
    });
    after(async () => {
      await endpoint.close();
      for (const name of ['customEndpoints', 'provider', 'ignore']) await set(name, undefined);
      await vscode.workspace.fs.delete(storage, { recursive: true }).then(undefined, () => {});
      log.dispose();
    });

    it('is not sent, and the reason has no secret in it', async () => {
      for (const secret of all) {
        const { end, detail } = await ask(says(`let a = 1;\n// ${secret}\n`));
        assert.strictEqual(end.failure?.kind, 'withheld', secret);
        assert.include(detail, '••••••••');
        assert.notInclude(detail, secret);
      }
      assert.isEmpty(endpoint.requests);
    });

    it('is looked for in all of a request', async () => {
      const image = { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AAAA' } };
      const parts = [{ type: 'text' as const, text: canary }, image];
      for (const question of [
        { messages: [{ role: 'system' as const, content: canary }] },
        { messages: [{ role: 'user' as const, content: parts }] },
        { ...says('Why?'), prediction: canary },
        { ...says('Why?'), sampling: { stop: [canary] } },
        { ...says('Why?'), answer: { name: 'a', schema: { description: canary } } },
      ]) {
        const { end } = await ask(question);
        assert.strictEqual(end.failure?.kind, 'withheld', JSON.stringify(question));
      }
      assert.isEmpty(endpoint.requests);
    });

    it('is a key that Gloss holds, whoever it is for', async () => {
      await secrets.store('gloss.key:https://api.elsewhere.example', 'plain-looking-key');
      assert.strictEqual((await ask(says('Is plain-looking-key right?'))).end.failure?.kind, 'withheld');
      await secrets.delete('gloss.key:https://api.elsewhere.example');
      assert.strictEqual((await ask(says('Is plain-looking-key right?'))).end.state, 'complete');
    });

    it('is text of a file for secrets, or of one that the user has named', async () => {
      const file = (name: string) => vscode.Uri.joinPath(folder, name).toString();
      const before = endpoint.requests.length;
      const denied = await ask({ ...says('HOST=a'), files: [file('a.ts'), file('deep/.env')] });
      assert.strictEqual(denied.detail, 'deep/.env: a file for secrets');
      await set('ignore', ['private/', '!.env']);
      const ignored = await ask({ ...says('HOST=a'), files: [file('private/a.ts')] });
      assert.strictEqual(ignored.detail, 'private/a.ts: left out by gloss.ignore or .glossignore');
      assert.strictEqual(endpoint.requests.length, before);
      assert.strictEqual(
        (await ask({ ...says('HOST=a'), files: [file('deep/.env')] })).end.state,
        'complete',
      );
    });

    it('is every file of a folder whose .glossignore is too long to be looked through', async () => {
      const glossignore = vscode.Uri.joinPath(folder, '.glossignore');
      const write = (text: string) =>
        vscode.workspace.fs.writeFile(glossignore, new TextEncoder().encode(text));
      const question = { ...says('let a;'), files: [vscode.Uri.joinPath(folder, 'a.ts').toString()] };
      try {
        await write('# nothing\n'.padEnd(65_536));
        assert.strictEqual((await ask(question)).end.state, 'complete');
        await write('# nothing\n'.padEnd(65_537));
        assert.strictEqual((await ask(question)).detail, 'a.ts: left out by gloss.ignore or .glossignore');
      } finally {
        await vscode.workspace.fs.delete(glossignore);
      }
    });

    it('is what was dropped under the name of such a file', async () => {
      const attachments = [{ label: 'prod.env', detail: '', languageId: '', text: 'HOST=a' }];
      const empty = newConversation();
      const { changes } = askIn(empty, { text: 'Why?', attachments });
      const { messages, files } = chatQuestion(changed(empty, ...changes));
      const { detail } = await ask({ messages, files });
      assert.strictEqual(detail, 'prod.env: a file for secrets');
    });

    describe('is a file outside the workspace that a link in it leads to', () => {
      const inside = join(folder.fsPath, 'links');
      const at = (name: string) => vscode.Uri.file(join(inside, name));
      let outside: string;
      before(async () => {
        outside = await mkdtemp(join(tmpdir(), 'gloss-outside-'));
        for (const path of [join(outside, 'deep'), inside]) await mkdir(path);
        for (const name of ['diary.md', 'deep/letter.md', 'face.png', 'tax.pdf'])
          await writeFile(join(outside, name), 'Dear diary.');
        await writeFile(join(inside, 'real.md'), 'Read me.');
        await writeFile(join(inside, 'prod.env'), 'HOST=a');
        for (const [name, target] of [
          ['notes.md', join(outside, 'diary.md')],
          ['docs', join(outside, 'deep')],
          ['logo.png', join(outside, 'face.png')],
          ['manual.pdf', join(outside, 'tax.pdf')],
          ['same.md', join(inside, 'real.md')],
          ['config.md', join(inside, 'prod.env')],
        ] as const) {
          await symlink(target, join(inside, name));
        }
      });
      after(async () => {
        for (const path of [outside, inside]) await rm(path, { recursive: true });
      });

      it('when it is chosen itself', async () => {
        const reasonOf = async (uri: vscode.Uri) =>
          (await ask({ ...says('Why?'), files: [uri.toString()] })).detail;
        for (const name of ['notes.md', 'docs/letter.md'])
          assert.strictEqual(
            await reasonOf(at(name)),
            `links/${name}: a link that leads out of the workspace`,
          );
        assert.strictEqual(await reasonOf(at('config.md')), 'links/config.md: a file for secrets');
        assert.isUndefined(await reasonOf(at('same.md')));
        assert.isUndefined(await reasonOf(vscode.Uri.file(join(outside, 'diary.md'))), 'is no link');
      });

      it('when it is a picture or a PDF, of which no more than bytes are sent', async () => {
        for (const name of ['logo.png', 'manual.pdf']) {
          const reason = `links/${name} is a link that leads out of the workspace.`;
          assert.deepEqual(await fileAttached(at(name)), { reason });
        }
      });

      it('when it is in a folder', async () => {
        const all = await folderAttached(at(''));
        const texts = all.flatMap(one => ('attachment' in one ? [one.attachment.label] : []));
        const reasons = all.flatMap(one => ('reason' in one ? [one.reason] : []));
        assert.sameMembers(texts, ['links/real.md', 'links/same.md']);
        // Of many files only the paths go along.
        const many = Array.from({ length: 21 }, (_, index) => `${index + 10}.md`);
        for (const name of many) await writeFile(join(inside, name), 'x');
        const [list] = await folderAttached(at(''));
        for (const name of many) await rm(join(inside, name));
        assert(list && 'attachment' in list);
        const expected = [...many, 'config.md', 'prod.env', 'real.md', 'same.md'];
        assert.strictEqual(list.attachment.text, expected.join('\n'));
        assert.match(
          reasons.join(),
          /left out: links\/config\.md, links\/docs\/letter\.md, .*links\/notes\.md/,
        );
      });

      it('when it is one of many', async () => {
        const { token } = new vscode.CancellationTokenSource();
        const { fit, unfit } = await collectFiles([at('')], 1_000, token, new AbortController().signal);
        const named = (uri: string) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
        assert.deepEqual(
          fit.map(({ uri }) => named(uri)),
          ['links/real.md', 'links/same.md'],
        );
        assert.includeDeepMembers(
          unfit.map(({ uri, reason }) => [named(uri), reason]),
          [
            ['links/docs/letter.md', 'outside'],
            ['links/notes.md', 'outside'],
            ['links/config.md', 'secrets'],
          ],
        );
      });
    });

    it('may be what nobody sees, which is counted in all that goes out, once', async () => {
      const notes: string[] = [];
      const model = await ready();
      const listener = { note: (sentence: string) => notes.push(sentence), receive: () => {} };
      const told = async (question: Partial<Question>) => {
        notes.length = 0;
        const whole = { messages: [], sampling: {}, ...question };
        for await (const _ of answerTo(model, whole, new AbortController().signal, listener));
        return notes.join('|');
      };
      const text = 'a\u202e b\u{e0041}';
      const leftOut = 'Tag characters that nobody can see, but a model reads, were left out of what was sent';
      const sent = 'Characters that nobody can see, but a model reads, are in what was sent';
      assert.strictEqual(await told(says('Ångström 👍🏽')), '');
      assert.strictEqual(await told(says('a\u202e')), `${sent}: 1.`);
      assert.strictEqual(await told(says(JSON.stringify({ text }))), `${leftOut}: 1. ${sent}: 1.`);
      assert.strictEqual(await told({ ...says(text), prediction: text }), `${leftOut}: 1. ${sent}: 1.`);
      const { text: request } = endpoint.requests.at(-1) ?? assert.fail();
      assert.notInclude(request, '\u{e0041}');
      assert.strictEqual(request.split('\u202e').length, 3, 'in the message and in the prediction');
      // Many of which each had its own number would be told one by one.
      assert.strictEqual(await told({ ...says(text), paced: true }), `${leftOut}. ${sent}.`);
    });

    it('keeps back one comment of many, and the others are translated', async () => {
      const texts = Array.from(
        { length: 60 },
        (_, index) => `Satz ${index} ${'von vielen Sätzen '.repeat(6)}`,
      );
      const secret = `Der Schlüssel ist ${canary}.`;
      const before = endpoint.requests.length;
      const { texts: done, faults } = await translateTexts(
        await ready(),
        new TranslationStore(storage, log),
        [...texts.slice(0, 20), secret, ...texts.slice(20)],
        { wish: { target: 'Esperanto', glossary: {} }, signal: new AbortController().signal },
      );
      assert.deepEqual([...faults.keys()], [secret]);
      assert.strictEqual(done.size, 60);
      const sent = endpoint.requests.slice(before);
      assert.isAbove(sent.length, 1);
      assert.isFalse(sent.some(({ text }) => text.includes(canary)));
    });
  });
}
