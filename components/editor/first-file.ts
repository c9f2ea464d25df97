/** First shown: the file that says most. */
export const FIRST_FILE = 'local.docker.yml';
