import { assert } from 'chai';
import * as vscode from 'vscode';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { findTask } from '../../src/vscode/tasks/catalogue.ts';
import { faultSentence } from '../../src/vscode/tasks/faultSentence.ts';
import { withExample } from '../../src/vscode/tasks/tasksFolder.ts';
import { listUserTasks, type OwnTask } from '../../src/vscode/tasks/userTasks.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

/** Where the user's own tasks are found, whose are run, and what their files say of the model. */
export function userTasks(): void {
  describe('tasks of the user’s own', () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    if (!workspace) throw new Error('the sample workspace is not open');
    const usersFolder = vscode.Uri.joinPath(workspace.uri, 'of-the-user');
    const workspaceFolder = vscode.Uri.joinPath(workspace.uri, '.gloss');
    const log = vscode.window.createOutputChannel('Gloss own tasks test', { log: true });
    const models = new Models({ keys: new Keys(secretStorage()), memory: emptyModelMemory(), log });

    async function write(
      folder: vscode.Uri,
      name: string,
      content: string | Uint8Array,
    ): Promise<vscode.Uri> {
      const uri = vscode.Uri.joinPath(folder, name);
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await vscode.workspace.fs.writeFile(uri, bytes);
      return uri;
    }

    async function setTasks(value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('gloss').update('tasks', value, Global);
    }

    afterEach(async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await setTasks(undefined);
      for (const folder of [usersFolder, workspaceFolder]) {
        await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
      }
    });
    after(() => {
      models.dispose();
      log.dispose();
    });

    /** Each with its title, or with its first mistake. */
    function summary(tasks: OwnTask[]): string[] {
      return tasks.map(({ id, read }) => {
        if ('task' in read) return `${id}: ${read.task.title}`;
        const [first] = read.faults;
        if (!first) return id;
        return `${id}: ${'line' in first ? `line ${first.line}: ` : ''}${faultSentence(first)}`;
      });
    }

    it('come from the settings, the user’s folder and the workspace’s', async () => {
      await setTasks({
        commit: { title: 'Commit Message', instructions: 'Write one.' },
        explain: { model: 'gpt-4.1' },
      });
      await write(usersFolder, 'risks.gloss.md', '---\ntitle: Find Risks\n---\nName them.');
      await write(usersFolder, 'notes.md', 'No task.');
      await write(workspaceFolder, 'review.gloss.md', 'Review {{selection}} by our rules.');
      assert.deepEqual(summary(await listUserTasks(usersFolder)), [
        'user:commit: Commit Message',
        'user:risks: Find Risks',
        'workspace:review: review',
      ]);
      assert.strictEqual((await findTask('workspace:review', usersFolder))?.title, 'review');
      assert.strictEqual((await findTask('explain', usersFolder))?.title, 'Explain Selection');
      assert.isUndefined(await findTask('user:review', usersFolder));
    });

    it('of a workspace are not there before it is trusted', async () => {
      await write(usersFolder, 'risks.gloss.md', 'Name the risks.');
      await write(workspaceFolder, 'review.gloss.md', 'Review it.');
      const folders = { workspaceFolders: [workspace] };
      const trusted = await listUserTasks(usersFolder, { isTrusted: true, ...folders });
      const untrusted = await listUserTasks(usersFolder, { isTrusted: false, ...folders });
      assert.deepEqual(summary(trusted), ['user:risks: risks', 'workspace:review: review']);
      assert.deepEqual(summary(untrusted), ['user:risks: risks']);
    });

    it('that cannot be run say why, and are not found', async () => {
      await setTasks({
        tags: { instructions: 'Mine.' },
        risks: { instructions: 'Name them.' },
        odd: { instructions: 'Do it.', input: 'clipboard' },
        list: { instructions: ['Do it.'] },
      });
      await write(usersFolder, 'bytes.gloss.md', new Uint8Array([0x61, 0xff, 0xfe]));
      await write(usersFolder, 'large.gloss.md', 'a'.repeat(64 * 1024 + 1));
      await write(usersFolder, 'risks.gloss.md', 'Name the risks.');
      await write(workspaceFolder, 'typo.gloss.md', '---\ntitle: A\ninptu: file\n---\nDo it.');
      assert.deepEqual(summary(await listUserTasks(usersFolder)), [
        'user:tags: This is the name of one of Gloss’s own tasks. Choose another.',
        'user:risks: risks',
        'user:odd: input has to be one of: selection, file, words, none.',
        'user:list: There are no instructions.',
        'user:bytes: line 1: The file is not UTF-8 text.',
        'user:large: line 1: The file is too large: at most 64 KB are read.',
        'user:risks: line 1: There already is a task of this name.',
        'workspace:typo: line 3: “inptu” means nothing here.',
      ]);
      assert.isUndefined(await findTask('workspace:typo', usersFolder));
    });

    it('choose their model and parameters, and the settings go before them', async () => {
      const file = '---\nmodel: gpt-6-luna\nparameters: { seed: 7, verbosity: low }\n---\nDo it.';
      await write(usersFolder, 'mine.gloss.md', file);
      await write(workspaceFolder, 'theirs.gloss.md', file);
      async function asked(id: string): Promise<unknown[]> {
        const { choice } = (await findTask(id, usersFolder)) ?? {};
        const endpoint = models.current(id, choice);
        if (!endpoint) throw new Error('No model is chosen.');
        const { values } = models.prepare(endpoint, { messages: [], sampling: {}, task: id, choice });
        return [endpoint.model.id, values.get('seed')?.value, values.get('verbosity')?.value];
      }
      assert.deepEqual(await asked('user:mine'), ['gpt-6-luna', 7, 'low']);
      assert.deepEqual(await asked('workspace:theirs'), ['gpt-4o-mini', 7, 'low'], 'chooses no model');
      await setTasks({ mine: { model: 'gpt-4.1-mini', parameters: { seed: 8 } } });
      assert.deepEqual(await asked('user:mine'), ['gpt-4.1-mini', 8, 'low']);
      await setTasks({ mine: { instructions: 'Twice.' }, 'workspace:theirs': { model: 'gpt-4.1-mini' } });
      assert.deepEqual(await asked('workspace:theirs'), ['gpt-4.1-mini', 7, 'low'], 'but the user does');
    });

    it('show their mistakes in the editor for as long as they are there', async () => {
      const uri = await write(
        workspaceFolder,
        'typo.gloss.md',
        '---\nmodel: m\ninptu: file\n---\nDo {{it}}.\n',
      );
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      assert.deepEqual(await diagnostics(uri, 1), ['3:1 “inptu” means nothing here.']);
      await editor.edit(builder => builder.delete(document.lineAt(2).rangeIncludingLineBreak));
      await changed(uri, '4:4 There is no placeholder {{it}}.');
      await editor.edit(builder => builder.replace(new vscode.Range(3, 3, 3, 9), '{{file}}'));
      await changed(uri, '2:1 “model” is ignored: only your own settings and tasks decide it.');
      await editor.edit(builder => builder.delete(document.lineAt(1).rangeIncludingLineBreak));
      assert.deepEqual(await diagnostics(uri, 0), []);
      await document.save();
    });

    /** Those of a file, once there are so many. */
    async function diagnostics(uri: vscode.Uri, count: number): Promise<string[]> {
      await until(() => vscode.languages.getDiagnostics(uri).length === count);
      return shown(uri);
    }

    async function changed(uri: vscode.Uri, expected: string): Promise<void> {
      await until(() => shown(uri).includes(expected));
      assert.deepEqual(shown(uri), [expected]);
    }

    function shown(uri: vscode.Uri): string[] {
      return vscode.languages
        .getDiagnostics(uri)
        .map(({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`);
    }

    async function until(holds: () => boolean): Promise<void> {
      while (!holds()) {
        await new Promise<void>(resolve => {
          const listening = vscode.languages.onDidChangeDiagnostics(() => {
            listening.dispose();
            resolve();
          });
        });
      }
    }

    it('begin with an example that runs as it stands, where there is none yet', async () => {
      const example = await withExample(usersFolder);
      assert.deepEqual(summary(await listUserTasks(usersFolder)), ['user:find-risks: Find Risks']);
      await write(usersFolder, 'a.gloss.md', 'Do it.');
      await vscode.workspace.fs.delete(example);
      const [first] = await listUserTasks(usersFolder);
      assert.strictEqual((await withExample(usersFolder)).path.split('/').at(-1), 'a.gloss.md');
      assert.strictEqual(first?.id, 'user:a');
    });
  });
}
