import { parseArgs } from 'node:util';
import { checkBaseUrl } from '../../src/models/baseUrl.ts';
import { modelOf, type Provider } from '../../src/models/provider.ts';
import { providers } from '../../src/models/providers/index.ts';
import { formatCost } from '../../src/usage/cost.ts';
import { formatDifferences, formatTable } from './report.ts';
import { trials } from './trials.ts';
import { type Finding, mostOf, requestOf, tryOut } from './tryOut.ts';

/** The only place that the key is taken from. */
const keyVariable = 'GLOSS_LIVE_KEY';

/** US dollars. */
const mostMoney = 0.01;

const usage = [
  'Asks a real model for each parameter once, and compares what it takes with its profile. Costs less than a cent.',
  '',
  `  ${keyVariable}=… npm run test:live -- --provider openai --model gpt-4o-mini [--base-url URL]`,
  '',
  'The key is read from the environment and never printed. `store` is tried, too: the account keeps those answers.',
  `Providers: ${providers.map(({ id }) => id).join(', ')}`,
];

/** How the command can end, as exit codes. */
type Ending = 0 | 1 | 2;

/**
 * Tries every parameter at a real endpoint and prints what became of it.
 * @returns 0 when all agrees with the profile, 1 when something does not, 2 when nothing could be tried.
 */
export async function runLive(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<Ending> {
  const printAll = (lines: readonly string[]) => {
    for (const line of lines) print(line);
  };
  const key = env[keyVariable];
  const chosen = readArgs(args);
  if (!key || 'mistake' in chosen) {
    printAll([...('mistake' in chosen ? [chosen.mistake, ''] : []), ...usage]);
    return 2;
  }
  const { provider, model } = chosen;
  const { price } = model;
  if (!price) {
    print(`The price of ${model.id} is not known, so that the cost could not be kept under a cent.`);
    return 2;
  }
  const connection = { baseUrl: provider.baseUrl, apiKey: key };
  const findings: Finding[] = [];
  let spent = 0;
  for (const trial of trials) {
    const body = requestOf(trial, model, provider);
    const most = mostOf(trial, body, model, price);
    if (spent + most > mostMoney) break;
    const finding = await tryOut(trial, { body, model, connection, most, price });
    spent += finding.cost;
    findings.push(finding);
  }
  printAll([`${provider.name}, ${model.id}, at ${provider.baseUrl}`, '', ...formatTable(findings), '']);
  const untried = trials.slice(findings.length).map(({ name }) => name);
  if (untried.length > 0) print(`Not tried, to stay under a cent: ${untried.join(', ')}`);
  print(`Cost: ${formatCost(spent, 'en')}`);
  printAll(formatDifferences(findings));
  return untried.length === 0 && findings.every(({ agrees }) => agrees) ? 0 : 1;
}

function readArgs(
  args: readonly string[],
): { provider: Provider; model: ReturnType<typeof modelOf> } | { mistake: string } {
  let values: { provider?: string; model?: string; 'base-url'?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { provider: { type: 'string' }, model: { type: 'string' }, 'base-url': { type: 'string' } },
    }));
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
  const known = providers.find(({ id }) => id === values.provider);
  if (!known) return { mistake: `Which provider? ${values.provider ?? ''}`.trimEnd() };
  if (!values.model) return { mistake: 'Which model?' };
  const address = checkBaseUrl(values['base-url'] ?? known.baseUrl);
  if ('mistake' in address) return { mistake: `No address for a key: ${address.mistake}` };
  const provider = { ...known, baseUrl: address.baseUrl };
  return { provider, model: modelOf(provider, values.model) };
}
