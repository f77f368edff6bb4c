import type * as vscode from 'vscode';
import type { CardTurn } from '../../src/chat/conversation.ts';

/** What a task makes of the ranges of a document, as it is kept in the conversation. */
export function turnOf(document: vscode.TextDocument, results: [vscode.Range, string][]): CardTurn {
  return {
    question: {
      role: 'user',
      id: crypto.randomUUID(),
      text: 'Rewrite Selection',
      task: 'rewrite',
      attachments: results.map(([range, _text]) => ({
        label: 'queue.ts',
        detail: '1',
        languageId: document.languageId,
        text: document.getText(range),
        origin: {
          uri: document.uri.toString(),
          start: { line: range.start.line, character: range.start.character },
        },
      })),
    },
    cards: results.map(([range, text]) => ({
      kind: 'rewrite',
      text,
      languageId: document.languageId,
      unchanged: text === document.getText(range),
    })),
  };
}
