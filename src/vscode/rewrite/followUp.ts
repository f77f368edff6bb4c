import * as vscode from 'vscode';
import type { NewQuestion } from '../../chat/conversation.ts';
import type { PartialRewrite } from '../../chat/partialRewrite.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { linesOf } from '../services/linesOf.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { askForWords } from '../tasks/askForWords.ts';
import { mayWrite } from '../tasks/mayWrite.ts';
import { currentRewrite } from './currentRewrite.ts';
import { firstQuestion } from './firstQuestion.ts';

/** A rewrite and where it was asked for. */
export interface AskedRewrite {
  rewrite: PartialRewrite;
  /** The id of the conversation. */
  conversation: string;
}

/**
 * Has the user say what is to be otherwise in a rewrite, and asks for that: of the same sources, with the result as it
 * stands. Resolves when the answer has ended.
 * @param onAsked called when the user has said it.
 */
export async function followUp(
  { rewrite, conversation }: AskedRewrite,
  session: ChatSession,
  onAsked?: () => Promise<void>,
): Promise<void> {
  const current = await currentRewrite(rewrite);
  const { question } = rewrite.turn;
  if (!current) {
    const name = question.attachments[0]?.label ?? '';
    const message = vscode.l10n.t('What was rewritten is not in {0} any more, so nothing was asked.', name);
    vscode.window.showWarningMessage(withoutLinks(message));
    return;
  }
  if (!(await mayWrite([current.document.uri]))) return;
  const words = await askForWords({
    title: vscode.l10n.t('What should be otherwise?'),
    placeholder: vscode.l10n.t('Shorter'),
  });
  if (words === undefined) return;
  const { turn, plan } = current;
  const asked: NewQuestion = {
    text: vscode.l10n.t('Follow Up on Rewrite'),
    task: question.task ?? 'rewrite',
    words,
    ...(question.file === undefined ? {} : { file: question.file }),
    followUp: {
      first: firstQuestion(question),
      asked: [question.followUp?.asked, question.words].filter(Boolean).join('\n'),
      results: turn.cards.map(card => (card.kind === 'rewrite' ? card.text : '')),
    },
    attachments: turn.question.attachments.map((attachment, index) => {
      const range = plan.find(planned => planned.index === index)?.range;
      const { origin } = attachment;
      if (!range || !origin) return attachment;
      const { line, character } = range.start;
      return { ...attachment, detail: linesOf(range), origin: { ...origin, start: { line, character } } };
    }),
  };
  await onAsked?.();
  // A conversation that was deleted meanwhile has no place for it.
  await session.show(conversation);
  await session.ask(asked);
}
