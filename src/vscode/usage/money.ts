import * as vscode from 'vscode';
import type { AnswerEnd } from '../../openai/answer.ts';
import type { RateLimits } from '../../openai/rateLimits.ts';
import type { RequestBody } from '../../openai/request.ts';
import { type Budget, BudgetGate, nearlySpent } from '../../usage/budget.ts';
import { formatPrice } from '../../usage/cost.ts';
import { Ledger, type Sum } from '../../usage/ledger.ts';
import { Pacer } from '../../usage/pacer.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { dearestCost, tokensAgainstLimit } from '../../usage/requestSize.ts';
import type { Endpoint } from '../services/endpoint.ts';
import { FailureNotice } from '../services/failureNotice.ts';
import { logError } from '../services/log.ts';
import { readDollars } from '../services/setting.ts';
import { openSettings } from '../services/settings.ts';
import { today } from '../services/today.ts';
import { ledgerFolder } from './ledgerFolder.ts';

/** A request that is about to go out. */
export interface Errand {
  endpoint: Endpoint;
  body: RequestBody;
  /** The task's id; missing for a chat. */
  task: string | undefined;
  /** One of many, which wait for their turn so that none is refused. */
  paced: boolean;
}

/** A request that may go out, and counts from now on. */
export interface Passage {
  /** To be called with what the reply says is left. */
  tell(limits: RateLimits): void;
  /** Puts into the ledger what it took. Resolves when that is on disk; failing to write is told, never thrown. */
  pay(receipt: Receipt): Promise<void>;
  /** To be called whatever came of it, after it is paid for. */
  end(): void;
}

/** What the editor keeps for all windows. */
type State = Pick<vscode.Memento, 'get' | 'update'>;

const warnedKey = 'gloss.budgetWarned';

/** What requests cost and how fast they may go, for this window and over all: the ledger, the budgets, the limits. */
export class Money {
  readonly #ledger: Ledger;
  readonly #gate = new BudgetGate();
  readonly #pacer = new Pacer();
  readonly #state: State;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly #failure: FailureNotice;

  constructor(
    { globalStorageUri, globalState }: { globalStorageUri: vscode.Uri; globalState: State },
    log: Pick<vscode.LogOutputChannel, 'error'>,
  ) {
    const folder = ledgerFolder(vscode.Uri.joinPath(globalStorageUri, 'ledger'));
    this.#ledger = new Ledger(folder, crypto.randomUUID());
    this.#state = globalState;
    this.#log = log;
    this.#failure = new FailureNotice(log, () =>
      vscode.l10n.t(
        'What requests cost cannot be saved: is the disk full? Sums and budgets have it until this window is closed.',
      ),
    );
  }

  /** What every model that was asked in this window said last of its limits. */
  get limits(): Pacer['known'] {
    return this.#pacer.known;
  }

  /** What all windows took since a day, `YYYY-MM-DD`. */
  since(day: string): Promise<Sum[]> {
    return this.#ledger.since(day);
  }

  /** The budgets that are set, with what is spent of them. Reads nothing when none is. */
  async budgets(): Promise<Budget[]> {
    const limits = (['day', 'month'] as const).flatMap(of => {
      const limit = readDollars(`budget.${of}`);
      return limit === undefined ? [] : [{ of, limit }];
    });
    if (limits.length === 0) return [];
    const spent = await this.#ledger.spent(today());
    return limits.map(({ of, limit }) => ({ of, limit, spent: spent[of] }));
  }

  /**
   * Waits until a request may go out.
   * @returns how its answer ends without anything being sent, when a budget is spent or the signal aborts first.
   */
  async enter({ endpoint, body, task, paced }: Errand, signal: AbortSignal): Promise<Passage | AnswerEnd> {
    const { provider, model, host } = endpoint;
    const dearest = model.price ? dearestCost(body, model, model.price) : 0;
    // What costs nothing, or nobody knows what, is within any budget.
    const entered = dearest > 0 ? await this.#gate.enter(dearest, () => this.budgets(), signal) : undefined;
    if (entered && 'of' in entered) {
      const kind = entered.of === 'day' ? 'dayBudget' : 'monthBudget';
      return { state: 'error', failure: { kind }, elapsed: 0 };
    }
    const request = {
      baseUrl: provider.baseUrl,
      model: model.id,
      tokens: tokensAgainstLimit(body, model),
      known: model.rateLimits,
    };
    const tell = paced ? await this.#pacer.sendInTurn(request, signal) : this.#pacer.send(request);
    const end = () => entered?.end();
    if (!tell || signal.aborted) {
      end();
      return { state: 'stopped', elapsed: 0 };
    }
    return { tell, pay: receipt => this.#pay({ day: today(), host, task: task ?? 'chat' }, receipt), end };
  }

  async #pay(purpose: { day: string; host: string; task: string }, receipt: Receipt): Promise<void> {
    if (!(await this.#failure.watch(this.#ledger.add(purpose, receipt)))) return;
    try {
      for (const budget of nearlySpent(await this.budgets())) void this.#warn(budget);
    } catch (error) {
      logError(this.#log, error);
    }
  }

  /** Says once a day, or a month, that the budget for it is nearly spent. */
  async #warn({ of, limit, spent }: Budget): Promise<void> {
    const period = of === 'day' ? today() : today().slice(0, 'YYYY-MM'.length);
    const warning = `${period} ${limit}`;
    if (this.#state.get(`${warnedKey}.${of}`) === warning) return;
    await this.#state.update(`${warnedKey}.${of}`, warning);
    const [some, all] = [spent, limit].map(dollars => formatPrice(dollars, vscode.env.language));
    const show = vscode.l10n.t('Show Usage');
    const raise = vscode.l10n.t('Raise Budget');
    const chosen = await vscode.window.showWarningMessage(
      of === 'day'
        ? vscode.l10n.t('{0} of today’s budget of {1} for Gloss is spent.', some ?? '', all ?? '')
        : vscode.l10n.t('{0} of this month’s budget of {1} for Gloss is spent.', some ?? '', all ?? ''),
      show,
      raise,
    );
    if (chosen === show) await vscode.commands.executeCommand('gloss.showUsage');
    else if (chosen === raise) await openSettings('budget');
  }
}
