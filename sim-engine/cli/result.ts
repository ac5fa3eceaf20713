/** What a command answers: 0 fine, 1 found something wrong, 2 could not do what was asked. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
  /** What a reader should know beside the text, which another program may read; it goes to the error output. */
  readonly aside?: string;
}
