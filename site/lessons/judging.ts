/** Is a predicted number right, and where does it stand beside the truth? Pure. */

/** How far off is still right: by so much, or by so many times. */
export interface Leeway {
  readonly tolerance?: number | undefined;
  /** 2: half as much and twice as much are still right. For numbers that range widely. */
  readonly factor?: number | undefined;
}

/** From the smallest to the greatest number that is still right. */
export function bandOf(truth: number, { tolerance = 0, factor = 1 }: Leeway): readonly [number, number] {
  return [Math.min(truth - tolerance, truth / factor), Math.max(truth + tolerance, truth * factor)];
}

export function isRight(answer: string | number, truth: string | number, leeway: Leeway): boolean {
  if (typeof truth === 'string') return answer === truth;
  const [least, most] = bandOf(truth, leeway);
  return typeof answer === 'number' && answer >= least && answer <= most;
}

export interface NumberScale {
  readonly max: number;
  readonly scale: 'linear' | 'log';
}

/** The share of the way from 0 to the greatest number; on a log scale every tenfold is as far. */
export function shareOf(value: number, { max, scale }: NumberScale): number {
  const within = Math.min(max, Math.max(0, value));
  return scale === 'log' ? Math.log10(within + 1) / Math.log10(max + 1) : within / max;
}

/** Numbers that are written below the scale. */
export function ticksOf({ max, scale }: NumberScale): readonly number[] {
  if (scale === 'linear') return [0, max];
  const tens: number[] = [];
  for (let ten = 10; ten < max; ten *= 10) tens.push(ten);
  return [0, ...tens, max];
}
