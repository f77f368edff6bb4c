import { l10n } from 'vscode';
import type { TaskFault } from '../../tasks/readUserTask.ts';
import type { FileFault } from '../../tasks/taskFile.ts';
import { mistakeSentence, schemaSentence } from '../services/parameterWords.ts';

/** What is wrong with a task of the user's own, in a sentence. */
export function faultSentence(fault: TaskFault | FileFault): string {
  switch (fault.why) {
    case 'yaml':
      return l10n.t('This is no YAML: {0}', fault.message);
    case 'unclosed':
      return l10n.t('The front matter has no end: a line with --- is missing.');
    case 'tooLarge':
      return l10n.t('The file is too large: at most 64 KB are read.');
    case 'notUtf8':
      return l10n.t('The file is not UTF-8 text.');
    case 'twice':
      return l10n.t('There already is a task of this name.');
    case 'idTaken':
      return l10n.t('This is the name of one of Gloss’s own tasks. Choose another.');
    case 'noInstructions':
      return l10n.t('There are no instructions.');
    case 'unknownKey':
      return l10n.t('“{0}” means nothing here.', fault.name);
    case 'unknownParameter':
      return l10n.t('There is no parameter “{0}”.', fault.name);
    case 'unknownPlaceholder':
      return l10n.t('There is no placeholder {0}.', inBraces(fault.name));
    case 'placeholderWithout':
      return l10n.t('{0} is empty when the input is “{1}”.', inBraces(fault.name), fault.input);
    case 'notText':
      return l10n.t('{0} has to be a text.', keyOf(fault));
    case 'notMap':
      return l10n.t('{0} has to be a list of names with values.', keyOf(fault) || l10n.t('The front matter'));
    case 'notChoice':
      return l10n.t('{0} has to be one of: {1}.', keyOf(fault), fault.choices.join(', '));
    case 'parameter':
      return mistakeSentence(fault.mistake, 'chat');
    case 'schemaDestination':
      return l10n.t(
        'A result with a schema is no text that could be put into a file: leave the destination out.',
      );
    case 'nothingToReplace':
      return l10n.t('There is nothing to replace without a selection or a file as the input.');
    case 'schema':
      return schemaSentence(fault.fault);
    case 'schemaUnusable':
      return l10n.t('The schema cannot be used: {0}', fault.message);
    case 'usersOwn':
      return l10n.t('“{0}” is ignored: only your own settings and tasks decide it.', fault.name);
  }
}

function inBraces(name: string): string {
  return `{{${name}}}`;
}

function keyOf(fault: TaskFault): string {
  return 'key' in fault.at ? fault.at.key.map(String).join('.') : '';
}
