import * as vscode from 'vscode';
import { read } from '../services/setting.ts';
import { today } from '../services/today.ts';
import { type KeptSign, type ModelSign, readKeptSign } from './modelSign.ts';

/** Under this the sign that was shown last is kept, for the settings and the day of which it says something. */
const memento = 'gloss.modelSign';

/**
 * The model in the status bar. What it says takes the catalogue of models, which a window in which nobody uses Gloss need not
 * load: with the same settings it says on the same day what it said before.
 */
export class ModelItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('gloss.model', vscode.StatusBarAlignment.Right, 90);
  readonly #kept: vscode.Memento;
  readonly #disposables: vscode.Disposable;

  /** @param find has somebody find out what to say, and call `show`. */
  constructor(kept: vscode.Memento, find: () => void) {
    this.#kept = kept;
    this.#item.name = vscode.l10n.t('Gloss: model');
    this.#item.command = 'gloss.selectModel';
    const showLast = () => {
      const last = readKeptSign(kept.get(memento));
      if (last?.of === signedFor()) this.#show(last.sign);
      else find();
    };
    this.#disposables = vscode.Disposable.from(
      this.#item,
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('gloss')) showLast();
      }),
    );
    showLast();
  }

  /** Says what is so now. */
  show(sign: ModelSign): void {
    this.#show(sign);
    const made: KeptSign = { of: signedFor(), sign };
    void this.#kept.update(memento, made);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show({ text, tooltip, warns }: ModelSign): void {
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.backgroundColor = warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }
}

/** What a sign depends on, as one text. */
function signedFor(): string {
  const keys = ['provider', 'model', 'customEndpoints'] as const;
  return JSON.stringify([today(new Date()), vscode.env.language, ...keys.map(read)]);
}
