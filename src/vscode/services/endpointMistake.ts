import { l10n } from 'vscode';
import type { EndpointMistake } from '../../models/customEndpoints.ts';

/** Why an entry of `gloss.customEndpoints` is not used, in a sentence. */
export function endpointMistakeSentence({ entry, why }: EndpointMistake): string {
  switch (why) {
    case 'form':
      return l10n.t(
        'Entry {0} of gloss.customEndpoints is not in the form asked for. It needs at least an id and a baseUrl.',
        entry,
      );
    case 'idTaken':
      return l10n.t(
        '“{0}” in gloss.customEndpoints has the id of another provider. Give it one of its own.',
        entry,
      );
    case 'invalid':
      return l10n.t('The base URL of “{0}” is not an address. It begins with https://.', entry);
    case 'scheme':
      return l10n.t('The base URL of “{0}” is neither https: nor http:.', entry);
    case 'plainHttp':
      return l10n.t(
        'The base URL of “{0}” is http: to another machine, where anybody on the way could read the key. Use https:.',
        entry,
      );
    case 'credentials':
      return l10n.t(
        'The base URL of “{0}” has a name or a password in it. Take it out and set the API key instead.',
        entry,
      );
    case 'queryOrFragment':
      return l10n.t('The base URL of “{0}” has a ? or a # in it. End it before.', entry);
    case 'lookalike':
      return l10n.t(
        'The base URL of “{0}” has letters in its host that can imitate another name. Gloss sends no key there.',
        entry,
      );
    case 'linkLocal':
      return l10n.t(
        'The base URL of “{0}” is a link-local address, where clouds keep their secrets. Gloss sends nothing there.',
        entry,
      );
  }
}
