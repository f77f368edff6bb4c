import { env, l10n } from 'vscode';
import type { Conversation } from '../../chat/conversation.ts';
import { picturesAmong, picturesIn } from '../../chat/picturesIn.ts';
import type { MeterView } from '../../chat/protocol.ts';
import { readableBy, turnsFor, unread } from '../../chat/readable.ts';
import type { Attachment, Turn } from '../../chat/turn.ts';
import { turnTokens } from '../../chat/turnTokens.ts';
import { withoutRounds } from '../../chat/withoutRounds.ts';
import { pictureTokens } from '../../models/imageTokens.ts';
import { aboutTokens } from '../../models/tokens.ts';
import { formatCost } from '../../usage/cost.ts';
import { searchIn } from '../../usage/searchCost.ts';
import { chatQuestion } from '../panel/chatQuestion.ts';
import { estimateLine, likelyCost } from '../panel/requestPreview.ts';
import { type Models, promptLimit } from '../services/models.ts';
import { chatTools } from '../tools/chatTools.ts';
import type { Attached } from './attached.ts';

/**
 * What the next message takes of the chosen model's window, with all that goes along, and what it is likely to cost.
 * @param draft what has been typed so far. @returns `undefined` when nobody is chosen to answer.
 */
export async function meterOf(
  conversation: Conversation,
  draft: string,
  attached: readonly Attached[],
  models: Models,
): Promise<MeterView | undefined> {
  const endpoint = models.current();
  if (!endpoint) return undefined;
  const { model } = endpoint;
  const { tools } = await chatTools(conversation, question => models.prepare(endpoint, question));
  const { turns } = turnsFor(
    model,
    tools.length > 0 ? conversation.turns : withoutRounds(conversation.turns),
  );
  const going = attached.map(one => ({ ...one, attachment: readableBy(model, one.attachment) }));
  const asked = chatQuestion({ ...conversation, turns: [] }, undefined, tools);
  const [system] = asked.messages;
  const counts = await Promise.all([
    aboutTokens(typeof system?.content === 'string' ? system.content : ''),
    aboutTokens(tools.length > 0 ? JSON.stringify(asked.tools) : ''),
    aboutTokens(draft),
    ...turns.map(turnTokens),
  ]);
  const pictures = [...picturesIn(turns), ...picturesAmong(going.map(({ attachment }) => attachment))];
  // What a PDF takes as it is nobody knows; its tokens are those of its text.
  const known = going.map(({ attachment, tokens }) => (attachment.pdf ? 0 : tokens));
  const tokens = [...counts, ...known].reduce(
    (sum, count) => sum + count,
    pictureTokens(pictures, model.imageCost),
  );
  const { contextWindow } = model;
  const sent = [...turns.flatMap(attachmentsOf), ...going.map(one => one.attachment)];
  const withPdf = sent.some(one => one.pdf !== undefined && !unread(one, model));
  const over = tokens > promptLimit(model);
  const { body } = models.prepare(endpoint, asked);
  const cost = likelyCost(tokens, model, body);
  const search = searchIn(body, model);
  const isLeast = withPdf || (search && search.cost === undefined);
  return {
    share: contextWindow === undefined ? null : Math.min(1, tokens / contextWindow),
    tokens: contextWindow === undefined ? short(tokens) : `${short(tokens)} / ${short(contextWindow)}`,
    price: cost === undefined ? '' : `${isLeast ? '>' : '≈'} ${formatCost(cost, env.language)}`,
    title: [
      estimateLine(tokens, model, body),
      ...(withPdf ? [l10n.t('What a PDF takes is known when the answer has come.')] : []),
      ...(over
        ? [l10n.t('More than the model’s window has room for: the oldest questions are left out.')]
        : []),
    ].join('\n'),
    over,
  };
}

function attachmentsOf(turn: Turn): readonly Attachment[] {
  return turn.role === 'user' ? turn.attachments : [];
}

function short(tokens: number): string {
  return new Intl.NumberFormat(env.language, { notation: 'compact', maximumFractionDigits: 1 }).format(
    tokens,
  );
}
