import { l10n } from 'vscode';
import type { Waiting } from '../../chat/turn.ts';
import type { Wait } from '../../openai/answer.ts';

/** What is waited for while no text comes, with a sentence of Gloss's own. */
export function waitingOf(wait: Wait, host: string): Waiting {
  return { for: wait.for, sentence: waitSentence(wait, host) };
}

function waitSentence(wait: Wait, host: string): string {
  switch (wait.for) {
    case 'server':
      return l10n.t('{0} is at work.', host);
    case 'again':
      return l10n.t('{0} is asked again.', host);
    case 'text':
      return l10n.t('Nothing has come from {0} for {1} s.', host, Math.round(wait.silent / 1000));
    case 'retry': {
      const seconds = Math.ceil(wait.remaining / 1000);
      switch (wait.failure.kind) {
        case 'rateLimit':
          return l10n.t('{0} asks to slow down. It is asked again in {1} s.', host, seconds);
        case 'empty':
          return l10n.t('{0} sent an empty answer. It is asked again in {1} s.', host, seconds);
        case 'server':
        case 'notAnApi':
          return l10n.t('{0} has trouble of its own. It is asked again in {1} s.', host, seconds);
        default:
          return l10n.t('The connection to {0} failed. It is asked again in {1} s.', host, seconds);
      }
    }
  }
}
