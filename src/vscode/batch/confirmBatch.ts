import * as vscode from 'vscode';
import { fitFields } from '../../models/fitFields.ts';
import type { Task } from '../../tasks/task.ts';
import { costOf, formatCost } from '../../usage/cost.ts';
import { estimateTokens } from '../../usage/estimateTokens.ts';
import { searchIn } from '../../usage/searchCost.ts';
import type { Endpoint } from '../services/endpoint.ts';
import { parameterValues, samplingOf } from '../services/parameterValues.ts';
import { readTaskSettings } from '../tasks/taskSettings.ts';
import { pathOf, unfitWords } from './batchWords.ts';
import type { Collected } from './collectFiles.ts';

/** Bytes of source code that make a token, on the average. */
const bytesPerToken = 4;
/** Of a typed answer; most are shorter. */
const tokensOfAnswer = 60;
/** Named in the question; the rest is counted there, and named in the list that the end offers. */
const mostNamed = 8;

/** Says what a batch would take, and what it leaves out, before anything is spent. @returns whether the user wants it. */
export async function confirmBatch(
  task: Task,
  { model, host }: Endpoint,
  { fit, unfit }: Collected,
): Promise<boolean> {
  const leftOut = leftOutLines(unfit);
  if (fit.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('There is no file here to work on.'), {
      modal: unfit.length > 0,
      detail: leftOut.join('\n'),
    });
    return false;
  }
  const promptTokens = await estimatePrompts(task, fit);
  const usage = { promptTokens, cachedTokens: 0, completionTokens: fit.length * tokensOfAnswer };
  const question =
    fit.length === 1
      ? vscode.l10n.t('{0}: 1 file with {1}?', task.title, model.id)
      : vscode.l10n.t('{0}: {1} files with {2}?', task.title, fit.length, model.id);
  const { fields } = samplingOf(parameterValues({ task: task.id, choice: task.choice }), true);
  const searched = searchIn(fitFields(model, fields).fields, model)?.cost ?? 0;
  const cost = model.price && costOf(usage, model.price) + fit.length * searched;
  return confirmSpending(question, { tokens: promptTokens, cost, host }, leftOut);
}

/** Asks whether to go on with what would take so much. @param leftOut lines to stand below that. */
export async function confirmSpending(
  question: string,
  { tokens, cost, host }: { tokens: number; cost: number | undefined; host: string },
  leftOut: readonly string[],
): Promise<boolean> {
  const number = new Intl.NumberFormat(vscode.env.language, { maximumSignificantDigits: 2 });
  const about =
    cost === undefined
      ? vscode.l10n.t('About {0} tokens, at {1}.', number.format(tokens), host)
      : vscode.l10n.t(
          'About {0} tokens, {1}, at {2}.',
          number.format(tokens),
          formatCost(cost, vscode.env.language),
          host,
        );
  const start = vscode.l10n.t('Start');
  const options = { modal: true, detail: [about, ...leftOut].join('\n') };
  return (await vscode.window.showInformationMessage(question, options, start)) === start;
}

async function estimatePrompts(task: Task, fit: Collected['fit']): Promise<number> {
  const source = { text: '', languageId: '', fileName: '' };
  const { instructions, content } = task.prompt({ source, words: '' }, readTaskSettings());
  const each = await estimateTokens({
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content },
    ],
  });
  return fit.reduce((sum, { bytes }) => sum + each + Math.ceil(bytes / bytesPerToken), 0);
}

/** Names the files that are left out, with the reason of each. */
export function leftOutLines(unfit: Collected['unfit']): string[] {
  if (unfit.length === 0) return [];
  const named = unfit.slice(0, mostNamed).map(({ uri, reason }) => `${pathOf(uri)} (${unfitWords(reason)})`);
  const more = unfit.length - named.length;
  return [
    '',
    unfit.length === 1
      ? vscode.l10n.t('1 file is left out:')
      : vscode.l10n.t('{0} files are left out:', unfit.length),
    ...named,
    ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : []),
  ];
}
