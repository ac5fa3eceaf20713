/** How well a card was known. Apart from the schedule, which is loaded when a card is first shown. */
export const GRADES = ['again', 'hard', 'good', 'easy'] as const;

export type Grade = (typeof GRADES)[number];

/** What a key means: 1 to 4. */
export const gradeOfKey = (key: string): Grade | undefined =>
  /^[1-4]$/.test(key) ? GRADES[Number(key) - 1] : undefined;
