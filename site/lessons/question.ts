/** What a prediction asks, in one language, as a lesson's text gives it. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** Answers to choose from; without them, and without places, a number is asked for. */
  readonly choices?: readonly { readonly id: string; readonly text: string }[];
  readonly unit?: string;
  readonly max?: number;
  /** How the number and the truth stand beside each other; `log` for numbers that range widely. */
  readonly scale?: 'linear' | 'log';
}
