import { env, l10n } from 'vscode';
import type { Problem } from '../../chat/turn.ts';
import { formatCost } from '../../usage/cost.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { readDollars } from '../services/setting.ts';
import { readNumber } from '../services/settings.ts';

/** How far the model has come on the way to an answer, since the user last let it. */
export interface Called {
  /** How often it has called tools. */
  rounds: number;
  /** Of the requests for that. */
  receipts: readonly Receipt[];
}

/** Why the model may call no more tools on the way to an answer. @returns `undefined` while it may. */
export function limitProblem({ rounds, receipts }: Called): Problem | undefined {
  const most = readNumber('tools.rounds', { minimum: 1, maximum: 50, integer: true, fallback: 8 });
  const budget = readDollars('tools.budget');
  // What one request cost that nobody knows leaves the others as dear as they were.
  const known = receipts.flatMap(({ cost }) => cost ?? []);
  const cost = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) : undefined;
  const took =
    cost === undefined
      ? l10n.t('{0} tokens', tokensOf(receipts).toLocaleString(env.language))
      : formatCost(cost, env.language);
  if (rounds >= most) {
    return problem(
      l10n.t('The model has called tools {0} times and wants to go on. It took {1} so far.', rounds, took),
    );
  }
  if (budget !== undefined && cost !== undefined && cost >= budget) {
    return problem(
      l10n.t(
        'The model wants to call more tools, and this answer has cost {0} so far, as much as you let it.',
        took,
      ),
    );
  }
  return undefined;
}

/** When it has made mistakes, was told of them, and made more. */
export function mistakenProblem(): Problem {
  return problem(l10n.t('The model goes on calling tools in a way that cannot be run, so it was stopped.'));
}

function problem(message: string): Problem {
  return { message, remedies: ['openToolSettings'] };
}

function tokensOf(receipts: readonly Receipt[]): number {
  return receipts.reduce(
    (sum, { promptTokens, completionTokens }) => sum + promptTokens + completionTokens,
    0,
  );
}
