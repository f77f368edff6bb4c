import * as vscode from 'vscode';
import { mayHoldComment } from '../../comments/mayHoldComment.ts';
import type { CommandId } from '../contributions/commands.ts';
import { commentRules } from '../services/languageComments.ts';

const kind = vscode.CodeActionKind.RefactorRewrite.append('gloss');

/** Offers the tasks in the lightbulb: for a selection what works on code, on a comment its translation. */
export function registerCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      async provideCodeActions(document, range): Promise<vscode.CodeAction[]> {
        const actions: vscode.CodeAction[] = [];
        if (!range.isEmpty) {
          actions.push(
            action('gloss.explainSelection', vscode.l10n.t('Gloss: Explain Selection')),
            action('gloss.generateTags', vscode.l10n.t('Gloss: Generate Tags')),
          );
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

function action(command: CommandId, title: string): vscode.CodeAction {
  const result = new vscode.CodeAction(title, kind);
  result.command = { command, title };
  return result;
}
