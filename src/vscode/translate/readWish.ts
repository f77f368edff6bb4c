import type { TranslationWish } from '../../tasks/translate.ts';
import { readText, readTextMap } from '../services/setting.ts';
import { languageNamed, readLanguage } from '../services/settings.ts';

/** How texts are to be translated, as the settings say at this moment. */
export function readWish(): TranslationWish {
  const target = readLanguage().name;
  const otherwise = languageNamed(readText('translate.mutual'));
  return {
    target,
    ...(otherwise && otherwise !== target ? { otherwise } : {}),
    glossary: readTextMap('translate.glossary'),
  };
}
