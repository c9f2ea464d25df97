/** First shown: the file that says most. */
export const FIRST_FILE = 'local.docker.yml';

/** A file of the export, and the line of it that somebody wants to see; a new object for each time that they want to. */
export interface Spot {
  readonly path: string;
  readonly line?: number | undefined;
}
