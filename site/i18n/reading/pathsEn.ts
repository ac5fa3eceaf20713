/** Words of the reading paths in English: all that is sent with them. */

export const paths = {
  progress: (read: number, of: number): string => `${read} of ${of} read`,
  read: (title: string): string => `I have read: ${title}`,
};
