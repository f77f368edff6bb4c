import * as vscode from 'vscode';
import { mayHoldComment } from '../../comments/mayHoldComment.ts';
import { commentRules } from '../services/languageComments.ts';

const kind = vscode.CodeActionKind.RefactorRewrite.append('gloss');

/** Offers the tasks in the lightbulb: for a selection what works on code, on a comment its translation. */
export function registerCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      async provideCodeActions(document, range, { diagnostics }): Promise<vscode.CodeAction[]> {
        const actions: vscode.CodeAction[] = [];
        if (!range.isEmpty) {
          const { tasks } = await import('../../tasks/index.ts');
          for (const { command, title, inLightbulb } of tasks) {
            if (command && inLightbulb) actions.push(action(command, `Gloss: ${title}`));
          }
        }
        if (diagnostics.length > 0) {
          actions.push(action('gloss.addToChat', vscode.l10n.t('Gloss: Add Problem to Chat'), 'problems'));
        }
        if (mayHoldComment(document.lineAt(range.start.line).text, await commentRules(document.languageId))) {
          actions.push(action('gloss.translateComment', vscode.l10n.t('Gloss: Translate Comment')));
        }
        return actions;
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function action(command: string, title: string, ...given: string[]): vscode.CodeAction {
  const result = new vscode.CodeAction(title, kind);
  result.command = { command, title, arguments: given };
  return result;
}
