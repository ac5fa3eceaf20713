/** Words of plots, in English: what a curve does, for those who hear it, and the table of it. */
import { plural } from '../plural.ts';

export const plot = {
  seconds: (text: string): string => `${text} s`,
  /** A number with what it is counted in. */
  amount: (number: string, unit: string): string => `${number} ${unit}`,
  percentOf: 'share that is no greater, %',
  unitAxis: (unit: string): string => `in ${unit}`,
  named: (name: string, text: string): string => `${name}: ${text}`,
  course: (of: { start: string; top: string; topAt: string; end: string }): string =>
    `it begins at ${of.start}, is highest at ${of.topAt} with ${of.top}, and ends at ${of.end}.`,
  level: (value: string): string => `it stays at ${value} all the time.`,
  durations: (count: number, median: string, top: string): string =>
    plural('en', count, {
      zero: 'there is none.',
      one: `there is #, and it took ${median}.`,
      other: `there are #; half of them took no more than ${median}, the slowest took ${top}.`,
    }),
  spread: (of: { count: number; half: string; most: string; top: string }): string =>
    plural('en', of.count, {
      zero: 'there is none.',
      one: `there is #, and it took ${of.half}.`,
      other: `of #, half took no more than ${of.half}, 99 in 100 no more than ${of.most}, and the slowest took ${of.top}.`,
    }),
  empty: 'there is nothing to see.',
  neverAbove: (name: string, value: string): string => `It never passes “${name}”, ${value}.`,
  above: (name: string, value: string, share: string): string =>
    `It is above “${name}”, ${value}, ${share}% of the time.`,
  aboveCount: (name: string, value: string, share: string): string =>
    `${share}% of them are above “${name}”, ${value}.`,
  marks: (list: string): string => `Marked: ${list}`,
  markAt: (label: string, time: string): string => `${time}: ${label}`,
  predicted: (value: string): string => `Your prediction: ${value}.`,
  predictedShort: 'your prediction',
  /** Beside a prediction that lies outside of the picture. */
  beyond: (value: string): string => `your prediction, ${value}, is outside`,
  table: 'The same as a table',
  time: 'Time',
  rank: 'Share',
  rankOf: (percent: string): string => `${percent}% took no more than`,
  none: 'none',
  waiting: 'The curve is drawn when it comes into view.',
  failed: (reason: string): string => `The curve could not be computed: ${reason}`,
};
