import * as vscode from 'vscode';
import { terminalLines } from '../../chat/terminalLines.ts';
import { withoutIcons } from '../services/withoutIcons.ts';

/**
 * Puts a command into the terminal in front, as if it was typed, and leaves it to the user to run it. The editor's terminal
 * takes a line break for Enter (it turns each into one), and not every shell holds back what is pasted, so that of several
 * lines only one can go there without being run.
 */
export async function pasteIntoTerminal(block: { language: string; text: string }): Promise<void> {
  const lines = terminalLines(block);
  if (lines.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('There is no command in this block.'));
    return;
  }
  const line = lines.length === 1 ? lines[0] : await pickLine(lines);
  if (line === undefined) return;
  const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
  terminal.show();
  terminal.sendText(line, false);
}

async function pickLine(lines: readonly string[]): Promise<string | undefined> {
  const items = lines.map(line => ({ label: withoutIcons(line), line }));
  const title = vscode.l10n.t('Paste Which Line into the Terminal?');
  const placeHolder = vscode.l10n.t('One at a time: a line break would run what is before it');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.line;
}
