/** Of what generates: package.json's, which a page need not load for one word; a test holds the two together. */
export const GENERATOR_VERSION = '0.1.0';
