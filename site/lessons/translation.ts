/** Which sections of a lesson's text lag behind the text that it translates. For building pages: never sent as script. */
import type { Language } from '../../lessons/translation/stamp.ts';
import { statusOf, type Lag } from '../../lessons/translation/status.ts';
import type { Locale } from '../i18n/index.ts';

const files = import.meta.glob<string>('../../lessons/*/*.mdx', { eager: true, query: '?raw', import: 'default' });

export interface Behind {
  /** The language whose text is newer. */
  readonly source: Language;
  readonly sections: readonly Lag[];
}

const NOTHING: readonly Lag[] = [];

/** What lags in this language's text of a lesson: nothing in a source. @throws when the two texts cannot be compared */
export function behindIn(lesson: string, locale: Locale): Behind {
  const text = (language: Language): string => {
    const file = files[`../../lessons/${lesson}/${language}.mdx`];
    if (file === undefined) throw new Error(`${lesson} has no ${language}.mdx`);
    return file;
  };
  const { source, behind } = statusOf({ en: text('en'), 'zh-cn': text('zh-cn') });
  return { source, sections: source === locale ? NOTHING : behind };
}

/** The address of a section's heading on the page. */
export const headingOf = (section: string): string => `title-${section}`;
