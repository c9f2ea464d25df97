import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import { pageHeaders } from './scripts/lib/page-headers.mjs';

/** @returns {import('next').NextConfig} */
export default function config(phase) {
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    devIndicators: false,
    headers: async () => pageHeaders(phase === PHASE_DEVELOPMENT_SERVER),
    // Lint and type check are steps of `npm test`, with the whole repository in view.
    typescript: { ignoreBuildErrors: true },
  };
}
