import { version as own } from '../../package.json';

/** Of this designer. */
export const version: string = own;
