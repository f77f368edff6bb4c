import assert from 'node:assert/strict';
import { mkdir, readFile, stat, watch, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { AnswerState } from '../../../src/chat/turn.ts';
import { isWithin } from './isWithin.ts';
import { QuickInput } from './quickInput.ts';
import { keyOf, type Shortcut } from './shortcuts.ts';
import { webviewFrame } from './webviewFrame.ts';

/** One window of the editor and what a user does in it. Every method returns when the window shows its effect. */
export class GlossWindow implements AsyncDisposable {
  /** For what has no method here. */
  readonly page: Page;
  /** The folder that is open: files in it are this window's own. */
  readonly workspace: string;
  readonly #quickInput: QuickInput;
  /** How often the settings were changed. */
  #changes = 0;

  constructor(page: Page, workspace: string) {
    this.page = page;
    this.workspace = workspace;
    this.#quickInput = new QuickInput(page);
  }

  /** Resolves when the workbench can be used: it lists the extension's container only when extensions have been read. */
  async whenUsable(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.page.getByRole('tab', { name: 'Gloss' }).first().waitFor({ timeout: 60_000 });
  }

  /** Resolves when the window has the folders of its workspace file, which this host now and then opens without any. */
  async hasFolders(): Promise<void> {
    const none = this.page.locator('.pane-header', { hasText: 'No Folder Opened' });
    await this.press('showExplorer');
    while (!(await isWithin(3_000, none, 'hidden'))) await this.reload();
  }

  /** Reloads the window, as Developer: Reload Window does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.whenUsable();
  }

  /** Gives the user other settings, in place of all that there are, in the editor's own view of their file. */
  async changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#changes++;
    const title = `Settings ${this.#changes}`;
    await this.press('openSettings');
    await this.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await this.#focusEditor();
    // Pasted, because the editor closes brackets that are typed.
    const text = JSON.stringify({ ...settings, 'window.title': title });
    await this.page.evaluate(text => navigator.clipboard.writeText(text), text);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
    await this.page.keyboard.press('ControlOrMeta+S');
    // The editor tells extensions before it shows this.
    await this.page.waitForFunction(title => document.title === title, title);
    await this.closeEditors();
  }

  /** Resolves when the editor has kept a text in its storage, where it outlives the window; as JSON in JSON has it. */
  async keeps(text: string): Promise<void> {
    const giveUp = performance.now() + 20_000;
    for (;;) {
      await this.goElsewhere();
      const state = JSON.stringify(await this.page.context().storageState({ indexedDB: true }));
      if (state.includes(text)) return;
      if (performance.now() > giveUp) throw new Error(`Not kept: ${text}`);
    }
  }

  /** Has the editor write what it knows of its state, as it does a moment after the user has gone elsewhere; and else now and then. */
  async goElsewhere(): Promise<void> {
    await this.page.evaluate(async () => {
      const hasFocus = document.hasFocus;
      document.hasFocus = () => false;
      dispatchEvent(new Event('blur'));
      await new Promise(resolve => setTimeout(resolve));
      document.hasFocus = hasFocus;
      dispatchEvent(new Event('focus'));
    });
  }

  /** Opens another window on the same folder, by default in the same browser, and so with the same state of the editor. */
  async another(given?: Page): Promise<GlossWindow> {
    const page = given ?? (await this.page.context().newPage());
    await page.goto(this.page.url());
    const gloss = new GlossWindow(page, this.workspace);
    await gloss.whenUsable();
    return gloss;
  }

  /** Runs a command from the palette by its title as shown there, such as "Gloss: Explain Selection". */
  runCommand(title: string): Promise<void> {
    return this.#quickInput.runCommand(title);
  }

  /** Picks the row with this label from the quick pick that Gloss shows. */
  quickPick(label: string): Promise<void> {
    return this.#quickInput.pick(label);
  }

  /** Types into the input box that Gloss shows, and accepts. */
  inputBox(text: string): Promise<void> {
    return this.#quickInput.enter(text);
  }

  /** Closes the input box or quick pick that Gloss shows, once it does. */
  dismissInput(): Promise<void> {
    return this.#quickInput.dismiss();
  }

  /** Chooses a file by its path in the editor's own dialog. */
  fileDialog(path: string): Promise<void> {
    return this.#quickInput.enterPath(path);
  }

  /** Opens a file of the workspace by its name, which must be unique there. */
  async openFile(name: string): Promise<void> {
    const tab = this.page.locator(`.tab.active[data-resource-name="${name}"]`);
    // A click on a row that is being replaced opens nothing.
    do await this.#quickInput.pickFile(name);
    while (!(await isWithin(10_000, tab)));
    await this.#editor.waitFor();
  }

  /** Selects whole lines of the active file, numbered from 1, both included; from top to bottom. */
  async select(fromLine: number, toLine: number): Promise<void> {
    await this.goTo(fromLine);
    for (let line = fromLine; line < toLine; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
    await this.page.getByRole('button', { name: /\(\d+ selected\)/ }).waitFor();
  }

  /** Selects all of the active file. */
  async selectAll(): Promise<void> {
    await this.#focusEditor();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.getByRole('button', { name: /\(\d+ selected\)/ }).waitFor();
  }

  /** Puts the cursor into the active file; line and column are numbered from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#quickInput.typeInto('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Chooses from the editor's context menu, submenu by submenu, such as `('Gloss', 'Explain Selection')`. */
  async contextMenu(...path: readonly string[]): Promise<void> {
    // The keyboard opens the menu at the cursor and keeps the selection, wherever that has scrolled to.
    await this.page.keyboard.press('Shift+F10');
    for (const label of path) {
      // By its label alone: its name has the keys for it, too.
      const item = this.page
        .getByRole('menuitem')
        .filter({ has: this.page.locator('.action-label').getByText(label, { exact: true }) });
      await item.hover();
      await this.page.locator('.action-item.focused').filter({ has: item }).last().waitFor();
    }
    // Not a click, which a menu ignores in its first tenth of a second.
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('menu').first().waitFor({ state: 'hidden' });
  }

  /** Chooses from the explorer's menu for entries of the workspace's root; they are selected together. */
  async explorerMenu(names: readonly string[], ...path: readonly string[]): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+E');
    const entry = (name: string) => this.page.getByRole('treeitem', { name, exact: true });
    for (const [index, name] of names.entries()) {
      // Selects without opening, once something is selected.
      await entry(name).click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
      await entry(name).and(this.page.locator('[aria-selected="true"]')).waitFor();
    }
    await this.contextMenu(...path);
  }

  /**
   * The panel's document. Opens nothing: run a command that shows the panel, or `openPanel`.
   * @param place which of its pages, where several are on the screen
   */
  panel(place?: 'view' | 'editor'): Promise<Frame> {
    return webviewFrame(this.page, place);
  }

  /** Opens the panel from the activity bar, where a click on what is already open would close it. */
  async openPanel(): Promise<Frame> {
    const tab = this.page.getByRole('tab', { name: 'Gloss' }).first();
    const view = this.page.locator('.part.sidebar .composite.title', { hasText: 'Gloss' });
    // After a reload the editor may be opening it by itself, and a click on what has just opened closes it again.
    do if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    while (!(await isWithin(5_000, view)));
    return this.panel();
  }

  /** Shows the explorer where the panel is, which is gone then. */
  async showExplorer(): Promise<void> {
    await this.press('showExplorer');
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  /** The last answer in the panel with this state and text, once there is one. */
  async answer(state: AnswerState, text = ''): Promise<Locator> {
    const panel = await this.panel();
    const inState = panel.locator(`[data-role="assistant"][data-state="${state}"]`);
    const answer = inState.filter({ hasText: text }).last();
    await answer.waitFor();
    return answer;
  }

  /** Begins a new chat in the panel, which is open. */
  async newChat(): Promise<void> {
    const panel = await this.panel();
    await this.runCommand('Gloss: New Chat');
    await panel.locator('[data-role]').first().waitFor({ state: 'detached' });
    // The focus comes last, and would close the palette.
    await panel.locator('[data-part="composer"]:focus').waitFor();
  }

  /** The text of the active editor, saved or not. */
  async editorText(): Promise<string> {
    await this.#focusEditor();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+C');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Saves the active file and resolves when the file at `path` in the workspace holds exactly this text. */
  async savesAs(path: string, text: string): Promise<void> {
    const file = join(this.workspace, path);
    const { mtimeMs: before } = await stat(file);
    const giveUp = AbortSignal.timeout(10_000);
    const changes = watch(dirname(file), { signal: giveUp });
    await this.page.keyboard.press('ControlOrMeta+S');
    // It is written even when it is that text already, and empty for a moment meanwhile.
    const isWritten = async () =>
      (await stat(file)).mtimeMs !== before && (await readFile(file, 'utf8')) === text;
    try {
      if (await isWritten()) return;
      for await (const _ of changes) if (await isWritten()) return;
    } catch (error) {
      if (!giveUp.aborted) throw error;
      assert.equal(await readFile(file, 'utf8'), text);
    }
  }

  /** The text of a file of the workspace as it is on disk; `name` is its path there. */
  fileText(name: string): Promise<string> {
    return readFile(join(this.workspace, name), 'utf8');
  }

  /** Writes a file of the workspace, with its folders. */
  async writeFile(name: string, text: string): Promise<void> {
    const file = join(this.workspace, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Undoes one step in the active file. */
  async undo(): Promise<void> {
    await this.#focusEditor();
    await this.page.keyboard.press('ControlOrMeta+Z');
  }

  /** The line of the active editor that holds a text; white space is as the editor draws it. */
  lineWith(text: string): Locator {
    return this.#editor.locator('.view-line').filter({ hasText: withAnySpaces(text) });
  }

  /** Resolves when the editor finds a symbol by this name in the workspace, for which a language server must be up. */
  async languageServerKnows(name: string): Promise<void> {
    const row = this.#quickInput.widget.locator('.monaco-list-row').filter({ hasText: name }).first();
    do await this.#quickInput.typeInto('ControlOrMeta+P', `#${name}`);
    while (!(await isWithin(5_000, row)));
    await this.page.keyboard.press('Escape');
  }

  /** Rests the mouse on a line of the editor. @returns what comes up there, once something has. */
  async hover(line: Locator): Promise<Locator> {
    const shown = this.page.locator('.monaco-hover:visible');
    // Nothing comes up while the editor is still laying itself out.
    do {
      await this.page.mouse.move(0, 0);
      await line.hover({ position: { x: 60, y: 8 } });
    } while (!(await isWithin(5_000, shown.first())));
    return shown;
  }

  /** Clicks the lightbulb beside the cursor and chooses from what it offers. */
  async lightbulb(title: string): Promise<void> {
    const bulb = this.#editor.locator('[class*="lightbulb" i]:visible').first();
    const row = this.page
      .locator('.action-widget .monaco-list-row')
      .filter({ hasText: withAnySpaces(title) });
    // A click between two lookups of what the bulb offers goes to a bulb that is being replaced, and opens nothing.
    // The key for it opens the same list.
    do await bulb.click({ timeout: 5_000 }).catch(() => this.page.keyboard.press('ControlOrMeta+.'));
    while (!(await isWithin(2_000, row)));
    await row.click();
  }

  /** An item of Gloss's in the status bar, by its name in the source without the prefix. */
  statusBarItem(name: string): Locator {
    return this.page.locator(`[id="gloss.gloss.gloss.${name}"]`);
  }

  /** Resolves when the clipboard holds exactly this text, and the status bar says that something was copied. */
  async copies(text: string): Promise<void> {
    // The words alone may still be those of an earlier copy.
    await this.page.waitForFunction(
      async expected => (await navigator.clipboard.readText()) === expected,
      text,
    );
    await this.page.getByText('Copied', { exact: true }).waitFor();
  }

  /** The notifications on screen, each an element with its text and buttons. */
  notifications(): Locator {
    return this.page.locator('.notification-list-item:visible');
  }

  /**
   * The notification that says this, be it in the list of them all alone, which is open then: the editor brings but a few
   * to the front within a second, and takes them away after some. The list closes when its last one goes, and what comes
   * then comes to the front.
   */
  async notification(text: string | RegExp): Promise<Locator> {
    const shown = this.notifications().filter({ hasText: text });
    if (await isWithin(3_000, shown)) return shown;
    await this.press('showNotifications');
    await shown.waitFor();
    return shown;
  }

  /** Chooses what the notification that says this offers. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    const notification = await this.notification(text);
    await notification.getByRole('button', { name: button, exact: true }).click();
  }

  /** Resolves when a notification has said this. */
  async isTold(text: string): Promise<void> {
    await this.notification(text);
    await this.press('hideNotifications');
    await this.page
      .locator('.notifications-center .notification-list-item')
      .first()
      .waitFor({ state: 'hidden' });
  }

  /** Takes back what is not saved in the active file. */
  async revert(): Promise<void> {
    await this.press('revert');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  async closeEditors(): Promise<void> {
    // One that has just been shown may not be among those that are closed.
    do await this.press('closeEditors');
    while (!(await isWithin(5_000, this.page.locator('.tab').first(), 'hidden')));
  }

  async clearNotifications(): Promise<void> {
    await this.press('clearNotifications');
    await this.notifications().first().waitFor({ state: 'detached' });
  }

  /** Closes the editors, none of which may have changes, and the notifications: the next test finds the window empty. */
  async tidy(): Promise<void> {
    await this.closeEditors();
    await this.clearNotifications();
  }

  /** Closes what is below the editors, such as the list of comments: less of a file would be in view. */
  async closeBottom(): Promise<void> {
    await this.press('closeBottom');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
  }

  /** Has the editor do something of its own; returns before it has. */
  async press(shortcut: Shortcut): Promise<void> {
    await this.page.keyboard.press(keyOf(shortcut));
  }

  /** What there is to read in the window and in its webviews, for whoever asks why a test failed. */
  async seen(): Promise<string> {
    // Of one that is hidden, as that of the extension host, the text would be its script.
    const bodies = this.page.frames().map(frame => frame.locator('body:visible'));
    const texts = bodies.map(body => body.innerText({ timeout: 1_000 }));
    const settled = await Promise.allSettled(texts);
    return settled
      .map(text => (text.status === 'fulfilled' ? text.value : ''))
      .filter(Boolean)
      .join('\n---\n');
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async close(): Promise<void> {
    const context = this.page.context();
    await this.page.close();
    if (context.pages().length === 0) await context.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  async #focusEditor(): Promise<void> {
    const focused = this.page.locator('.editor-group-container.active .monaco-editor.focused').first();
    // A view that has only just come takes the focus back.
    do await this.page.keyboard.press('Control+1');
    while (!(await isWithin(2_000, focused)));
  }
}

/** The editor draws some spaces as others, which do not break. */
function withAnySpaces(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'));
}
