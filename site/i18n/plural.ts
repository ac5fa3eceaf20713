/**
 * A word in the form that its number asks for, by the plural categories of CLDR. English has `one` and `other`, Chinese only
 * `other`. Texts are functions that call this; a runtime for message formats would weigh more than all texts of a page.
 */
import type { Locale } from './index.ts';
import { inGroups } from './numbers.ts';

/** Forms by category; `#` stands for the number. `zero` is what other words than a form say of nothing at all. */
export interface Forms {
  readonly zero?: string;
  readonly one?: string;
  readonly other: string;
}

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  'zh-cn': new Intl.PluralRules('zh-CN'),
};

/** `plural('en', 1, { one: '# step', other: '# steps' })` is `1 step`. */
export function plural(locale: Locale, count: number, forms: Forms): string {
  const category = rules[locale].select(count);
  const form = count === 0 && forms.zero !== undefined ? forms.zero : category === 'one' ? forms.one : undefined;
  return (form ?? forms.other).replaceAll('#', inGroups(locale, count));
}
