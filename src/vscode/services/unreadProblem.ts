import { l10n } from 'vscode';
import { readableBy, unread } from '../../chat/readable.ts';
import type { Attachment, Problem, UserTurn } from '../../chat/turn.ts';
import type { Model } from '../../models/provider.ts';

/** Why a model cannot be sent what goes along with a question; `undefined` when it can. */
export function unreadProblem(question: UserTurn, model: Model): Problem | undefined {
  const [message] = question.attachments.flatMap(attachment => unreadSentence(attachment, model) ?? []);
  return message === undefined ? undefined : { message, remedies: ['selectModel'] };
}

/** Why a model cannot be sent something, as far as that is known. */
export function unreadSentence(attachment: Attachment, model: Model): string | undefined {
  switch (unread(readableBy(model, attachment), model)) {
    case 'picture':
      return l10n.t('{0} does not look at pictures. Leave it out, or choose another model.', model.id);
    case 'pdf':
      return pdfSentence(attachment, model);
    case undefined:
      return undefined;
  }
}

function pdfSentence({ pdfProblem }: Attachment, { id }: Model): string {
  switch (pdfProblem) {
    case 'encrypted':
      return l10n.t(
        '{0} does not read PDFs, and this one is encrypted. Leave it out, or choose another model.',
        id,
      );
    case 'noText':
      return l10n.t(
        '{0} does not read PDFs, and this one has no text that can be read, as a scan has none. Leave it out, or choose another model.',
        id,
      );
    case 'damaged':
      return l10n.t(
        '{0} does not read PDFs, and this one is damaged. Leave it out, or choose another model.',
        id,
      );
    case undefined:
      // An earlier Gloss has kept it.
      return l10n.t(
        '{0} does not read PDFs, and the text of this one cannot be read. Leave it out, or choose another model.',
        id,
      );
  }
}
