import { env, l10n } from 'vscode';
import type { Problem, RemedyAction } from '../../chat/turn.ts';
import { isLoopback } from '../../models/baseUrl.ts';
import { parameterSettings } from '../../models/parameters.ts';
import type { AnswerEnd } from '../../openai/answer.ts';
import type { Failure } from '../../openai/failure.ts';
import { formatPrice } from '../../usage/cost.ts';
import { allProviders, type Endpoint } from './endpoint.ts';
import { endpointMistakeSentence } from './endpointMistake.ts';
import { parameterValues } from './parameterValues.ts';
import { readDollars, readText } from './setting.ts';

/** What to tell the user about an answer that is not complete; `undefined` when its state says it all. */
export function problemOf(end: AnswerEnd, endpoint: Endpoint): Problem | undefined {
  switch (end.state) {
    case 'complete':
    case 'stopped':
      return undefined;
    case 'cut':
      return {
        message: l10n.t('The answer reached the longest length allowed and is cut off here.'),
        remedies: ['retry'],
      };
    case 'filtered':
      return {
        message: l10n.t('{0} withheld the rest of the answer.', endpoint.provider.name),
        remedies: [],
      };
    case 'refused':
      return {
        message: l10n.t('The model declined to answer. Ask in another way.'),
        ...(end.refusal ? { detail: end.refusal } : {}),
        remedies: [],
      };
    case 'interrupted':
    case 'error':
      return failureProblem(end.failure ?? { kind: 'brokenOff' }, endpoint);
  }
}

/** A failure in one or two sentences of Gloss's own: what happened, and what to do. */
export function failureProblem(failure: Failure, { provider, model, host }: Endpoint): Problem {
  const detail = failure.withheld?.join('\n') ?? failure.detail;
  const tell = (message: string, ...remedies: RemedyAction[]): Problem => ({
    message,
    ...(detail ? { detail } : {}),
    remedies,
  });
  switch (failure.kind) {
    case 'wrongKey':
      return tell(l10n.t('{0} did not accept the API key. Set the right one.', host), 'setKey');
    case 'forbidden':
      return tell(
        l10n.t('The API key may not do this at {0}. Use another key or model.', host),
        'setKey',
        'selectModel',
      );
    case 'modelNotFound':
      return tell(
        l10n.t(
          '{0} has no model “{1}”, or your key may not use it. Choose another.',
          provider.name,
          model.id,
        ),
        'selectModel',
      );
    case 'pathNotFound':
      return tell(
        l10n.t(
          '{0} has no Chat Completions under this address. Check the base URL: it usually ends in /v1.',
          host,
        ),
        'openProviderSettings',
      );
    case 'contextTooLong':
      return tell(
        l10n.t('This is more text than {0} can take in. Select less, or start a new chat.', model.id),
        'newChat',
      );
    case 'badRequest': {
      const set = parameterValues({});
      // What the user has not set they cannot unset.
      const setting = parameterSettings.find(({ field, key }) => field === failure.param && set.has(key));
      return tell(
        setting
          ? l10n.t('{0} refused {1}. Change or unset it.', host, `gloss.request.${setting.key}`)
          : l10n.t('{0} refused the request. Change or unset its parameters.', host),
        'openParameters',
        'retry',
      );
    }
    case 'region':
      return tell(
        l10n.t('{0} does not answer from where you are. Choose another provider.', host),
        'selectModel',
        'openProxySettings',
      );
    case 'questionFiltered':
      return tell(
        l10n.t('{0} does not let this question through to the model. Put it in other words.', provider.name),
      );
    case 'rateLimit':
      return tell(
        failure.retryAfter === undefined
          ? l10n.t('{0} asks you to slow down. Try again in a moment.', host)
          : l10n.t(
              '{0} asks you to slow down. Try again in {1} s.',
              host,
              Math.ceil(failure.retryAfter / 1000),
            ),
        'retry',
      );
    case 'noQuota':
      return tell(
        l10n.t('The account at {0} has no credit left. Add some, then try again.', provider.name),
        'openBilling',
        'retry',
      );
    case 'dayBudget':
      return tell(
        l10n.t(
          'Today’s budget of {0} is spent, so nothing was sent. Raise gloss.budget.day, or go on tomorrow.',
          formatPrice(readDollars('budget.day') ?? 0, env.language),
        ),
        'openBudget',
        'showUsage',
        'retry',
      );
    case 'monthBudget':
      return tell(
        l10n.t(
          'This month’s budget of {0} is spent, so nothing was sent. Raise gloss.budget.month, or go on next month.',
          formatPrice(readDollars('budget.month') ?? 0, env.language),
        ),
        'openBudget',
        'showUsage',
        'retry',
      );
    case 'withheld':
      return tell(l10n.t('This was not sent, because of what is in it.'), 'retry');
    case 'server':
      return tell(
        l10n.t('{0} has trouble of its own ({1}). Try again in a moment.', host, failure.status ?? '5xx'),
        'retry',
      );
    case 'notAnApi':
      return tell(
        l10n.t(
          '{0} answered with something that is no API reply: a login page, a proxy, or a base URL without its /v1.',
          host,
        ),
        'openProviderSettings',
        'retry',
      );
    case 'redirected':
      return tell(
        failure.target
          ? l10n.t(
              '{0} sent the request on to {1}. Gloss does not follow, so that your key stays here. Check the base URL.',
              host,
              failure.target,
            )
          : l10n.t(
              '{0} sent the request on to another address. Gloss does not follow, so that your key stays here. Check the base URL.',
              host,
            ),
        'openProviderSettings',
      );
    case 'unreachable':
      if (isLoopback(new URL(provider.baseUrl))) {
        return tell(
          l10n.t('Nothing answers at {0}. Start the server there, or check the base URL.', host),
          'retry',
          'openProviderSettings',
        );
      }
      return tell(
        l10n.t(
          '{0} cannot be reached. Check the network, or the editor’s proxy settings, and try again.',
          host,
        ),
        'retry',
        'openProxySettings',
      );
    case 'unresolved':
      return tell(
        l10n.t('No server named {0} can be found. Check the base URL and the network, and try again.', host),
        'retry',
        'openProviderSettings',
        'openProxySettings',
      );
    case 'tls':
      return tell(
        l10n.t(
          'The connection to {0} cannot be secured: its certificate is not trusted, or it does not speak TLS. Check the base URL, or the editor’s proxy settings.',
          host,
        ),
        'retry',
        'openProviderSettings',
        'openProxySettings',
      );
    case 'noFirstToken':
      return tell(l10n.t('{0} did not begin to answer in time. Try again.', host), 'retry');
    case 'stalled':
      return tell(l10n.t('The answer stopped coming. What arrived is kept; try again.'), 'retry');
    case 'brokenOff':
      return tell(
        l10n.t('The connection broke before the answer was whole. What arrived is kept; try again.'),
        'retry',
      );
    case 'empty':
      return tell(l10n.t('{0} sent an empty answer. Try again.', host), 'retry');
    case 'malformed':
      return tell(
        l10n.t('{0} sent something that is not the Chat Completions protocol. Check the base URL.', host),
        'openProviderSettings',
        'retry',
      );
    case 'tooLarge':
      return tell(
        l10n.t('{0} sent more than any answer has, so Gloss stopped it. What arrived is kept.', host),
        'retry',
      );
    case 'provider':
      return tell(l10n.t('{0} reported an error instead of an answer. Try again.', host), 'retry');
  }
}

/** When Gloss itself failed. */
export function ownProblem(): Problem {
  return { message: l10n.t('Something went wrong in Gloss itself. Try again.'), remedies: ['retry'] };
}

/** The task of a question cannot be run any more. */
export function noTaskProblem(): Problem {
  return {
    message: l10n.t(
      'This task is not there any more, or has a mistake. “Gloss: Run Task…” lists what there is.',
    ),
    remedies: [],
  };
}

export function noKeyProblem(host: string): Problem {
  return {
    message: l10n.t('There is no API key for {0} yet. Set one to go on.', host),
    remedies: ['setKey'],
  };
}

export function noEndpointProblem(): Problem {
  const chosen = readText('provider');
  const mistake = allProviders().mistakes.find(({ entry }) => entry === chosen);
  return {
    message: mistake
      ? endpointMistakeSentence(mistake)
      : l10n.t('There is no provider “{0}”, or no model is chosen. Choose one.', chosen),
    remedies: ['selectModel', 'openProviderSettings'],
  };
}

export function remedyLabel(action: RemedyAction): string {
  switch (action) {
    case 'retry':
      return l10n.t('Try Again');
    case 'setKey':
      return l10n.t('Set API Key');
    case 'selectModel':
      return l10n.t('Choose Model');
    case 'openBilling':
      return l10n.t('Open Billing');
    case 'openBudget':
      return l10n.t('Raise Budget');
    case 'showUsage':
      return l10n.t('Show Usage');
    case 'openProviderSettings':
      return l10n.t('Open Settings');
    case 'openParameters':
      return l10n.t('Parameters');
    case 'openToolSettings':
      return l10n.t('Open Settings');
    case 'openProxySettings':
      return l10n.t('Proxy Settings');
    case 'newChat':
      return l10n.t('New Chat');
  }
}
