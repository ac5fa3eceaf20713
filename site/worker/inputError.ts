/** Input that cannot be used: a malformed link, scenario or setting. The problems are in the page's language. */
export class InputError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'InputError';
    this.problems = problems;
  }
}
