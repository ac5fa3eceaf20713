/** Every catalogue of texts, in both languages. For tests and tools: nothing that is sent may import it. */
import { lessonWords } from '../lessons/words.ts';
import { contestWords } from './contest/index.ts';
import { curriculumWords, standingWords } from './curriculum/index.ts';
import { evidenceWords } from './evidence/index.ts';
import { frameWords } from './frame/index.ts';
import { glossaryWords } from './glossary/index.ts';
import { homeWords } from './home/index.ts';
import { homeRunWords } from './home/run.ts';
import { importWords } from './import/index.ts';
import { siteWords, type Locale } from './index.ts';
import { playerWords } from './player.ts';
import { panelWords, problemWords, sectionWords } from './progress/index.ts';
import { readingWords, shelfWords } from './reading/index.ts';
import { pathWords } from './reading/paths.ts';
import { plotWords } from './plot/index.ts';
import { cardWords, reviewPageWords, startWords } from './review/index.ts';
import { searchWords } from './search/index.ts';
import { searchDialogWords, searchOpenerWords } from './siteSearch/index.ts';
import { translationWords } from './translation/index.ts';

export interface TextCatalogue {
  /** File with the English texts, relative to `site/`. */
  readonly file: string;
  /** What it exports there. */
  readonly name: string;
  readonly words: (locale: Locale) => object;
}

export const CATALOGUES: readonly TextCatalogue[] = [
  { file: 'i18n/en.ts', name: 'site', words: siteWords },
  { file: 'i18n/en.ts', name: 'player', words: playerWords },
  { file: 'i18n/contest/en.ts', name: 'contest', words: contestWords },
  { file: 'i18n/curriculum/en.ts', name: 'curriculum', words: curriculumWords },
  { file: 'i18n/curriculum/en.ts', name: 'standing', words: standingWords },
  { file: 'i18n/evidence/en.ts', name: 'evidence', words: evidenceWords },
  { file: 'i18n/frame/en.ts', name: 'frame', words: frameWords },
  { file: 'i18n/glossary/en.ts', name: 'glossary', words: glossaryWords },
  { file: 'i18n/home/en.ts', name: 'home', words: homeWords },
  { file: 'i18n/home/runEn.ts', name: 'homeRun', words: homeRunWords },
  { file: 'i18n/import/en.ts', name: 'importing', words: importWords },
  { file: 'i18n/progress/en.ts', name: 'problem', words: problemWords },
  { file: 'i18n/progress/en.ts', name: 'section', words: sectionWords },
  { file: 'i18n/progress/en.ts', name: 'panel', words: panelWords },
  { file: 'i18n/plot/en.ts', name: 'plot', words: plotWords },
  { file: 'i18n/reading/en.ts', name: 'reading', words: readingWords },
  { file: 'i18n/reading/en.ts', name: 'shelf', words: shelfWords },
  { file: 'i18n/reading/pathsEn.ts', name: 'paths', words: pathWords },
  { file: 'i18n/review/en.ts', name: 'page', words: reviewPageWords },
  { file: 'i18n/review/en.ts', name: 'start', words: startWords },
  { file: 'i18n/review/en.ts', name: 'cards', words: cardWords },
  { file: 'i18n/search/en.ts', name: 'search', words: searchWords },
  { file: 'i18n/siteSearch/en.ts', name: 'opener', words: searchOpenerWords },
  { file: 'i18n/siteSearch/en.ts', name: 'dialog', words: searchDialogWords },
  { file: 'i18n/translation/en.ts', name: 'translation', words: translationWords },
  { file: 'lessons/words.ts', name: 'en', words: lessonWords },
];
