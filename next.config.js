import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import { pageHeaders } from './scripts/lib/page-headers.mjs';

/** The page's own address is a page for browsers, and a manual for whoever asks with curl. */
const manualWithoutBrowser = {
  source: '/',
  missing: [
    { type: 'header', key: 'accept', value: '(.*)text/html(.*)' },
    // The page's own router asks for its data here.
    { type: 'header', key: 'rsc' },
  ],
  destination: '/api',
};

/** What `next build` makes: `standalone` is a server with all that it needs, `export` is files; see `Dockerfile` and `npm run build:static`. */
const output = process.env.BASE2_OUTPUT;

/** @returns {import('next').NextConfig} */
export default function config(phase) {
  const always = {
    reactStrictMode: true,
    poweredByHeader: false,
    devIndicators: false,
    // There are none but icons; a server that resizes pictures is a door that nobody needs.
    images: { unoptimized: true },
    // Lint and type check are steps of `npm test`, with the whole repository in view.
    typescript: { ignoreBuildErrors: true },
  };
  // Files have no server that would send headers or look at a request.
  if (output === 'export') return { ...always, output };
  return {
    ...always,
    ...(output && {
      output,
      outputFileTracingIncludes: { '/api/[[...path]]': ['templates/**/*'] },
      outputFileTracingExcludes: { '*': ['node_modules/@img/**/*', 'node_modules/sharp/**/*', 'node_modules/detect-libc/**/*'] },
    }),
    headers: async () => pageHeaders(phase === PHASE_DEVELOPMENT_SERVER),
    rewrites: async () => ({ beforeFiles: [manualWithoutBrowser] }),
  };
}
