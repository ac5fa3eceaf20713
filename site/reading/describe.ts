/** An entry in words: its titles, whom it is by, where it appeared. Used while pages are built. */
import type { CatalogueEntry } from '../../lessons/catalogue/schema.ts';
import { languageTag, type Locale } from '../i18n/index.ts';
import type { ReadingWords } from '../i18n/reading/index.ts';

export interface Titled {
  readonly text: string;
  /** Value of the `lang` attribute. */
  readonly lang: string;
}

const tagOf = (language: 'en' | 'zh'): string => languageTag(language === 'en' ? 'en' : 'zh-cn');

/** The printed title for readers of a language, and the same in the other language where there is one. */
export function titlesOf(
  { original, title, titleInEnglish, chinese }: CatalogueEntry,
  locale: Locale,
): { readonly main: Titled; readonly other?: Titled } {
  const printed = { text: title, lang: tagOf(original) };
  if (original === 'zh') {
    return locale === 'en' && titleInEnglish !== undefined
      ? { main: printed, other: { text: titleInEnglish, lang: 'en' } }
      : { main: printed };
  }
  if (chinese?.title === undefined) return { main: printed };
  const translated = { text: chinese.title, lang: tagOf('zh') };
  return locale === 'zh-cn' ? { main: translated, other: printed } : { main: printed, other: translated };
}

/** `Neha Narkhede, Gwen Shapira and others`; empty when no name was confirmed. */
export function authorsIn({ authors }: Pick<CatalogueEntry, 'authors'>, locale: Locale, words: ReadingWords): string {
  const named = authors.filter(({ name }) => name !== 'et al.');
  const list = named
    .map(({ name, latin }) => (latin !== undefined && locale === 'en' ? `${latin} (${name})` : name))
    .join(words.and);
  return named.length === authors.length ? list : `${list} ${words.othersToo}`;
}

const editionOf = ({ edition }: CatalogueEntry, words: ReadingWords): string | undefined =>
  edition === undefined ? undefined : words.ordinal(edition);

/** Authors, publisher, edition and year in one line, as far as they are known. */
export function lineOf(entry: CatalogueEntry, locale: Locale, words: ReadingWords): string {
  return [authorsIn(entry, locale, words), entry.venue, editionOf(entry, words), entry.year?.toString()]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
