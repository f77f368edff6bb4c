import { env, l10n } from 'vscode';
import type { Allowance } from '../../openai/rateLimits.ts';
import type { Budget } from '../../usage/budget.ts';
import { formatCost, formatPrice } from '../../usage/cost.ts';
import type { Sum } from '../../usage/ledger.ts';
import type { KnownLimits } from '../../usage/pacer.ts';
import { firstDay, reportUsage, type UsageReport } from '../../usage/usageReport.ts';
import { type Bar, type Cell, type Chart, colours, type Table, type UsageView } from './usagePage.ts';

/** What there is to show. */
export interface UsageFacts {
  /** As far back as the range and the month go. */
  sums: readonly Sum[];
  budgets: readonly Budget[];
  limits: readonly KnownLimits[];
  /** By the ids of tasks; one that is missing is shown by its id. */
  taskNames: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Of the stretch that is shown. */
  days: number;
  now: number;
}

/** The stretches of days to choose from. */
export const ranges = [7, 30, 90] as const;

/** Below a bar there is room for a date only at every so many. */
const labels = 8;

/** The page of usage, in the user's language. */
export function usageView(facts: UsageFacts): UsageView {
  const { sums, today, days } = facts;
  const report = reportUsage(sums, today, days);
  return {
    language: env.language,
    title: l10n.t('Usage'),
    ranges: ranges.map(range => ({
      label: l10n.t('{0} days', range),
      href: command('gloss.showUsage', { days: range }),
      chosen: range === days,
    })),
    actions: [
      { label: l10n.t('Refresh'), href: command('gloss.showUsage', { days }) },
      { label: l10n.t('Export as CSV'), href: command('gloss.exportUsage') },
      { label: l10n.t('Set budgets'), href: command('workbench.action.openSettings', 'gloss.budget') },
    ],
    totals: totals(facts, report),
    chart: chart(report, facts),
    tasks: taskTable(report, facts),
    limits: limitsTable(facts),
    notes: notes(report),
  };
}

function totals({ sums, today, budgets, days }: UsageFacts, { total }: UsageReport): UsageView['totals'] {
  const costSince = (first: string): number =>
    sums.filter(({ day }) => day >= first && day <= today).reduce((sum, { cost }) => sum + cost, 0);
  const budget = (of: Budget['of']): Pick<UsageView['totals'][number], 'budget'> => {
    const found = budgets.find(candidate => candidate.of === of);
    if (!found) return {};
    // Of no money at all everything is spent.
    const share = found.limit > 0 ? found.spent / found.limit : 1;
    const words = l10n.t('{0} of the budget of {1}', percent(share), formatPrice(found.limit, env.language));
    return { budget: { share, words } };
  };
  return [
    { label: l10n.t('Today'), value: cost(costSince(today)), ...budget('day') },
    { label: l10n.t('This month'), value: cost(costSince(`${today.slice(0, 7)}-01`)), ...budget('month') },
    { label: l10n.t('{0} days', days), value: cost(total?.cost ?? 0) },
    { label: l10n.t('Requests in {0} days', days), value: count(total?.requests ?? 0) },
  ];
}

function chart({ days, tasks, measure }: UsageReport, { taskNames }: UsageFacts): Chart {
  const highest = Math.max(...days.map(({ amount }) => amount));
  const written = (amount: number): string =>
    measure === 'cost' ? cost(amount) : l10n.t('{0} tokens', count(amount));
  const colourOf = (task: string): number => Math.min(tasks.indexOf(task), colours - 1);
  const step = Math.ceil(days.length / labels);
  return {
    title: measure === 'cost' ? l10n.t('Cost by day') : l10n.t('Tokens by day'),
    highest: highest > 0 ? written(highest) : '',
    legend: tasks.map(task => ({ label: nameOf(task, taskNames), colour: colourOf(task) })),
    days: days.map(
      ({ day, parts, amount }, index): Bar => ({
        // Counted from today, so that today has one.
        label: (days.length - 1 - index) % step === 0 ? shortDate(day) : '',
        description: [
          `${shortDate(day)}: ${written(amount)}`,
          ...parts.map(part => `${nameOf(part.task, taskNames)}: ${written(part.amount)}`),
        ].join('\n'),
        parts: parts.map(part => ({
          height: highest > 0 ? part.amount / highest : 0,
          colour: colourOf(part.task),
        })),
      }),
    ),
  };
}

function taskTable({ rows, total }: UsageReport, { taskNames }: UsageFacts): Table {
  const figures = (sum: Sum): Cell[] => [
    number(count(sum.requests)),
    number((sum.approximate > 0 ? '≈ ' : '') + count(sum.promptTokens)),
    number(count(sum.cachedTokens)),
    number((sum.approximate > 0 ? '≈ ' : '') + count(sum.completionTokens)),
    number(costOfSum(sum)),
  ];
  return {
    title: l10n.t('By task and model'),
    empty: l10n.t('Nothing has been asked in these days.'),
    head: [
      { text: l10n.t('Task') },
      { text: l10n.t('Model') },
      number(l10n.t('Requests')),
      number(l10n.t('Tokens in')),
      number(l10n.t('of which cached')),
      number(l10n.t('Tokens out')),
      number(l10n.t('Cost')),
    ],
    rows: rows.map(sum => [
      { text: nameOf(sum.task, taskNames) },
      { text: `${sum.model} · ${sum.host}` },
      ...figures(sum),
    ]),
    ...(total ? { foot: [{ text: l10n.t('All') }, { text: '' }, ...figures(total)] } : {}),
  };
}

function limitsTable({ limits, now }: UsageFacts): Table {
  return {
    title: l10n.t('Limits of the account'),
    empty: l10n.t('No reply in this window has told of limits yet.'),
    head: [
      { text: l10n.t('Model') },
      number(l10n.t('Requests left')),
      number(l10n.t('Tokens left')),
      number(l10n.t('Said')),
    ],
    rows: limits.map(({ model, baseUrl, limits: said, at }) => [
      { text: `${model} · ${new URL(baseUrl).host}` },
      number(allowance(said.requests)),
      number(allowance(said.tokens)),
      number(l10n.t('{0} ago', duration(now - at))),
    ]),
  };
}

/** `9,999 of 10,000, all again in 8.6 s` */
function allowance(said: Allowance | undefined): string {
  if (!said) return '–';
  const { remaining, limit, reset } = said;
  const left = limit === undefined ? count(remaining) : l10n.t('{0} of {1}', count(remaining), count(limit));
  return reset ? l10n.t('{0}, all again in {1}', left, duration(reset)) : left;
}

function notes({ total }: UsageReport): string[] {
  return [
    l10n.t('Counted by Gloss on this machine, in all windows. What counts is the provider’s bill.'),
    ...(total && total.approximate > 0
      ? [
          l10n.t(
            '≈: of {0} requests the provider did not say what they took, as when an answer is stopped; Gloss has counted.',
            count(total.approximate),
          ),
        ]
      : []),
    ...(total && total.unpriced > 0
      ? [
          l10n.t(
            'The price of {0} requests is not known; they are in no sum of money.',
            count(total.unpriced),
          ),
        ]
      : []),
  ];
}

function costOfSum({ cost: dollars, approximate, unpriced, requests }: Sum): string {
  if (unpriced === requests) return l10n.t('not known');
  return (approximate > 0 ? '≈ ' : '') + cost(dollars);
}

function nameOf(task: string, names: UsageFacts['taskNames']): string {
  return names.get(task) ?? task;
}

function command(id: string, argument?: unknown): string {
  return argument === undefined
    ? `command:${id}`
    : `command:${id}?${encodeURIComponent(JSON.stringify([argument]))}`;
}

function number(text: string): Cell {
  return { text, number: true };
}

function count(value: number): string {
  return value.toLocaleString(env.language);
}

function cost(dollars: number): string {
  return formatCost(dollars, env.language);
}

function percent(share: number): string {
  return new Intl.NumberFormat(env.language, { style: 'percent' }).format(share);
}

function shortDate(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  return date.toLocaleDateString(env.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** Milliseconds in the largest unit that there is one of: `8.6 s`, `5 min`, `2 hr`. */
function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const [value, unit] =
    seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(env.language, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'short',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  }).format(Number(value));
}

/** As far back as the page has to look. */
export function earliestDay(today: string, days: number): string {
  const first = firstDay(today, days);
  const month = `${today.slice(0, 'YYYY-MM'.length)}-01`;
  return first < month ? first : month;
}
