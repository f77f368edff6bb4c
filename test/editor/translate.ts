import { assert } from 'chai';
import * as vscode from 'vscode';
import { Models } from '../../src/vscode/services/models.ts';
import { Remedies } from '../../src/vscode/services/remedies.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { DocumentTokens } from '../../src/vscode/translate/documentTokens.ts';
import { findInFiles } from '../../src/vscode/translate/translateFiles.ts';
import { translateTexts } from '../../src/vscode/translate/translateTexts.ts';
import { Translating } from '../../src/vscode/translate/translating.ts';
import { TranslationStore } from '../../src/vscode/translate/translationStore.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, provideFiles, secretStorage } from './inMemory.ts';
import { translationsByKind } from './translateKinds.ts';
import { translationsInView } from './translateViews.ts';
import type { TranslationTest } from './translationTest.ts';
import { untitledDocument } from './untitledDocument.ts';

/** What nothing in the stand-in knows, so that it marks every text: `[Esperanto] …`. */
const language = { code: 'eo', name: 'Esperanto' };

/** Comments translated by requests, in documents of the real editor. */
export function translations(): void {
  const extension = vscode.extensions.getExtension('gloss.gloss') ?? assert.fail('Gloss is not installed.');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('No folder is open.');
  const storage = vscode.Uri.joinPath(folder, 'translations');
  const log = vscode.window.createOutputChannel('Gloss translation test', { log: true });
  const tokens = new DocumentTokens(extension.extensionUri);
  const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });
  const nothing = async () => false;
  const remedies = new Remedies({
    setKey: nothing,
    selectModel: nothing,
    newChat: async () => {},
    retryChat: async () => {},
  });
  const begin = () => new Translating({ models, remedies, tokens, log, folder: storage });
  let endpoint: Endpoint;
  let translating: Translating;

  async function set(name: string, value: unknown): Promise<void> {
    const { Global } = vscode.ConfigurationTarget;
    await vscode.workspace.getConfiguration('gloss').update(name, value, Global);
  }

  /** Has a model answer that takes so many tokens. */
  async function useModel(contextWindow: number): Promise<void> {
    const models = [{ id: 'gpt-4o-mini', contextWindow, price: { input: 1, cachedInput: 1, output: 1 } }];
    await set('customEndpoints', [{ id: 'test', baseUrl: endpoint.baseUrl, key: 'none', models }]);
  }

  async function opened(languageId: string, content: string): Promise<vscode.TextDocument> {
    const document = await untitledDocument(content, languageId);
    await vscode.window.showTextDocument(document);
    return document;
  }

  const undo = () => vscode.commands.executeCommand('undo');
  const answer = (...texts: readonly string[]) =>
    endpoint.play({ json: { items: texts.map((text, index) => ({ id: String(index), text })) } });

  async function begun(): Promise<void> {
    translating?.dispose();
    await vscode.workspace.fs.delete(storage, { recursive: true }).then(undefined, () => {});
    translating = begin();
  }

  const test: TranslationTest = {
    get endpoint() {
      return endpoint;
    },
    get translating() {
      return translating;
    },
    set translating(next) {
      translating = next;
    },
    ...{ folder, begin, set, opened, undo, answer },
  };

  describe('translations of comments', () => {
    before(async () => {
      endpoint = await startEndpoint();
      await set('provider', 'test');
      await set('model', 'gpt-4o-mini');
      await set('language', language.code);
      await set('translate.preview', 'never');
      await useModel(128_000);
    });
    beforeEach(begun);
    afterEach(async () => {
      endpoint.release();
      await vscode.commands.executeCommand('notifications.clearAll');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
    after(async () => {
      for (const name of ['customEndpoints', 'provider', 'model', 'language', 'translate.preview']) {
        await set(name, undefined);
      }
      for (const disposable of [translating, tokens, models, log]) disposable.dispose();
      await vscode.workspace.fs.delete(storage, { recursive: true });
      await endpoint.close();
    });

    it('of several files leave out those that are read-only before anything is spent', async () => {
      const text = '// Die Leiste wird kürzer.\nlet a = 1;\n';
      const provider = provideFiles('gloss-many', { 'a.ts': text, 'b.ts': text, 'c.ts': 'let c;\n' }, [
        'b.ts',
        'c.ts',
      ]);
      const uris = ['a', 'b', 'c'].map(name => vscode.Uri.parse(`gloss-many:/${name}.ts`));
      const found = await findInFiles(translating.comments, uris);
      provider.dispose();
      assert.deepEqual(found?.uris.map(String), ['gloss-many:/a.ts']);
      assert.deepEqual(found?.leftOut.slice(-1), ['/b.ts (read-only)']);
    });

    describe('of a whole file', () => {
      it('leave every byte outside the texts as it was, in each language, until one undo', async () => {
        await set('translate.licences', true);
        const fixtures = vscode.Uri.joinPath(extension.extensionUri, 'test', 'unit', 'comments', 'fixtures');
        for (const [name, type] of await vscode.workspace.fs.readDirectory(fixtures)) {
          if (type !== vscode.FileType.File) continue;
          const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(fixtures, name));
          const marked = new TextDecoder().decode(bytes);
          const source = marked.replace(/[«»‹›⁅⁆]/g, '');
          const document = await opened(name.replace(/\.txt$/, ''), source);
          await translating.translateAll();
          const texts = aroundTexts(marked).exec(document.getText())?.slice(1);
          assert.isOk(texts, `${name}:\n${document.getText()}`);
          for (const text of texts ?? []) assert.include(text, `[${language.name}]`, name);
          await undo();
          assert.strictEqual(document.getText(), source, name);
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
        await set('translate.licences', undefined);
      }).timeout(60_000);

      const three = '// eins\nlet a = 1;\n/* zwei */\nlet b = 2; // drei\n';

      it('keep what has come when a part of the answer cannot be used', async () => {
        const document = await opened('typescript', three);
        answer('one', 'two */ evil(); /*');
        await translating.translateAll();
        assert.strictEqual(document.getText(), three.replace('eins', 'one'));
        await undo();
        assert.strictEqual(document.getText(), three);
        answer('never asked for', 'two', 'three');
        await translating.translateAll();
        const rest = endpoint.requests.at(-1)?.text ?? '';
        assert.notInclude(rest, 'eins', 'what was paid for is not asked for again');
        assert.include(rest, 'zwei', 'what could not be used is');
      });

      const unusable: [name: string, items: { id: string; text: string }[]][] = [
        ['doubled', ['0', '0', '1', '2'].map(id => ({ id, text: `text ${id}` }))],
        ['empty', ['', 'text 1', 'text 2'].map((text, id) => ({ id: String(id), text }))],
        [
          'far too long',
          ['long '.repeat(20), 'text 1', 'text 2'].map((text, id) => ({ id: String(id), text })),
        ],
        ['missing, while another is invented', ['9', '1', '2'].map(id => ({ id, text: `text ${id}` }))],
        ['code', ['one\nevil();', 'text 1', 'text 2'].map((text, id) => ({ id: String(id), text }))],
      ];
      for (const [name, items] of unusable) {
        it(`leave a comment as it was whose translation is ${name}`, async () => {
          const document = await opened(
            'typescript',
            three.replace('eins', name === 'code' ? 'eins\n// noch' : 'eins'),
          );
          endpoint.play({ json: { items } });
          await translating.translateAll();
          const text = document.getText();
          assert.include(text, 'text 1');
          assert.include(text, 'text 2');
          assert.match(text, name === 'code' ? /^\/\/ one\n\/\/ evil\(\);\nlet a/ : /^\/\/ eins\nlet a/);
        });
      }

      it('take as many requests as their tokens need, and keep the others when one fails', async () => {
        await useModel(2_400);
        const line = (index: number) =>
          `// Kommentar ${index}, der etwas länger ist als die anderen.\nlet a${index} = 0;\n`;
        const source = Array.from({ length: 60 }, (_, index) => line(index)).join('');
        const document = await opened('typescript', source);
        const sent = endpoint.requests.length;
        endpoint.play('invalidJson');
        await translating.translateAll();
        const requests = endpoint.requests.length - sent;
        assert.isAbove(requests, 2);
        const translated = [...document.getText().matchAll(/\[Esperanto\]/g)].length;
        assert.isAbove(translated, 20);
        assert.isBelow(translated, 60);
        assert.strictEqual(document.getText().replaceAll('[Esperanto] ', ''), source);
        await undo();
        assert.strictEqual(document.getText(), source);
        await translating.translateAll();
        assert.strictEqual(endpoint.requests.length, sent + requests + 1);
        assert.lengthOf([...document.getText().matchAll(/\[Esperanto\] Kommentar/g)], 60);
        await useModel(128_000);
      });

      it('are asked for in halves when an answer was cut', async () => {
        const document = await opened('typescript', three);
        endpoint.play('length');
        await translating.translateAll();
        assert.strictEqual(document.getText(), three.replace(/eins|zwei|drei/g, '[Esperanto] $&'));
      });

      it('go where their comments have gone to meanwhile, or nowhere', async () => {
        const document = await opened('typescript', three);
        endpoint.hold(0);
        const asked = endpoint.nextRequest();
        const done = translating.translateAll();
        await asked;
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), '// neu\n\n');
        edit.insert(document.uri, new vscode.Position(2, 3), 'und ');
        await vscode.workspace.applyEdit(edit);
        endpoint.release();
        await done;
        const expected = `// neu\n\n${three.replace('zwei', 'und zwei').replace(/eins|drei/g, '[Esperanto] $&')}`;
        assert.strictEqual(document.getText(), expected);
      });

      it('leave a document alone that was closed meanwhile', async () => {
        const file = vscode.Uri.joinPath(folder, 'closed.ts');
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(three));
        await vscode.window.showTextDocument(file);
        endpoint.hold(0);
        const asked = endpoint.nextRequest();
        const done = translating.translateAll();
        await asked;
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        endpoint.release();
        await done;
        assert.strictEqual(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), three);
        await vscode.workspace.fs.delete(file);
      });

      it('keep line breaks and tabs', async () => {
        const text = '\t/**\n\t * Eins.\n\t *\n\t * Zwei.\n\t */\nlet a;\n';
        const document = await opened('typescript', text);
        await vscode.window.activeTextEditor?.edit(builder => builder.setEndOfLine(vscode.EndOfLine.CRLF));
        answer('One.\n\nTwo.');
        await translating.translateAll();
        assert.strictEqual(
          document.getText(),
          '\t/**\r\n\t * One.\r\n\t *\r\n\t * Two.\r\n\t */\r\nlet a;\r\n',
        );
      });
    });

    it('say how long they wait when they are told to slow down, however often', async () => {
      const ready = await models.ready('translate');
      assert.isOk('model' in ready);
      endpoint.play('rateLimit', 3);
      const sent = endpoint.requests.length;
      const waits: [after: number, sentence: string][] = [];
      const { texts } = await translateTexts(ready.model, new TranslationStore(storage, log), ['eins'], {
        wish: { target: language.name, glossary: {} },
        signal: new AbortController().signal,
        wait: waiting => {
          if (waiting.for === 'retry') waits.push([endpoint.requests.length - sent, waiting.sentence]);
        },
      });
      assert.strictEqual(texts.get('eins'), '[Esperanto] eins');
      assert.deepEqual([...new Set(waits.map(([after]) => after))], [1, 2, 3]);
      for (const [, sentence] of waits)
        assert.match(sentence, /asks to slow down\. It is asked again in \d s\./);
    });

    it('come from the disk in the next window, until they are cleared', async () => {
      const text = '// eins\nlet a = 1;\n';
      await opened('typescript', text);
      await translating.translateAll();
      const sent = endpoint.requests.length;
      translating.dispose();
      translating = begin();
      const again = await opened('typescript', text);
      await translating.translateAll();
      assert.strictEqual(again.getText(), '// [Esperanto] eins\nlet a = 1;\n');
      assert.strictEqual(endpoint.requests.length, sent);
      await translating.clear();
      await opened('typescript', text);
      await translating.translateAll();
      assert.strictEqual(endpoint.requests.length, sent + 1);
    });

    it('are kept for all windows, whatever was written beside them', async () => {
      const [one, other] = [new TranslationStore(storage, log), new TranslationStore(storage, log)];
      await one.change([['a', 'A']]);
      await other.change([['b', 'B']]);
      await one.change([['c', 'C']]);
      const later = new TranslationStore(storage, log);
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(key => later.get(key))), ['A', 'B', 'C']);
      await one.clear();
      await other.change([['d', 'D']]);
      const last = new TranslationStore(storage, log);
      assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd'].map(key => last.get(key))), [
        undefined,
        undefined,
        undefined,
        'D',
      ]);
      const file = vscode.Uri.joinPath(storage, 'translations.json');
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{"version":1,"transl'));
      assert.isUndefined(await new TranslationStore(storage, log).get('d'));
    });

    it('are not asked for what is in the language already, nor for licences', async () => {
      await set('language', 'en');
      const text =
        '// Copyright (c) 2026 Somebody. Alle Rechte.\nlet a;\n' +
        '// This is what we have to do when it is not there, and that is all.\nlet b;\n';
      const document = await opened('typescript', text);
      const sent = endpoint.requests.length;
      await translating.translateAll();
      assert.strictEqual(endpoint.requests.length, sent);
      await set('translate.licences', true);
      await set('translate.mutual', 'eo');
      await translating.translateAll();
      assert.include(endpoint.requests[sent]?.text, 'This is what we have to do');
      assert.include(endpoint.requests[sent]?.text, 'Somebody');
      assert.notStrictEqual(document.getText(), text);
      for (const name of ['translate.licences', 'translate.mutual']) await set(name, undefined);
      await set('language', language.code);
    });

    it('leave a comment as it was that lost a name or a term, or gained a link', async () => {
      const text = '// Ruft readQueue() auf.\nreadQueue();\n// eins\nlet a;\n';
      const document = await opened('typescript', text);
      answer('Calls leseSchlange().', 'one https://example.com');
      await translating.translateAll();
      assert.strictEqual(document.getText(), text);
      answer('Calls readQueue().', 'one');
      await translating.translateAll();
      assert.strictEqual(document.getText(), '// Calls readQueue().\nreadQueue();\n// one\nlet a;\n');

      await set('translate.glossary', { Schlange: '' });
      const kept = await opened('typescript', '// Leert die Schlange.\n');
      answer('Empties the queue.');
      await translating.translateAll();
      assert.strictEqual(kept.getText(), '// Leert die Schlange.\n');
      await set('translate.glossary', undefined);
    });

    translationsByKind(test);
    translationsInView(test);
  });
}

/** Matches what a marked fixture may become: its comments' texts are whatever they are, all else is as it was. */
function aroundTexts(marked: string): RegExp {
  const literal = (text: string) => text.replace(/[«»‹›⁅⁆]/g, '').replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  // A comment's texts with the gutters between them.
  const text = /«[^»]*»(?:[^«⁅]*‹[^›]*›)*/;
  const code = marked.split(text).map(literal);
  return new RegExp(`^${code.join('([^]*?)')}$`);
}
